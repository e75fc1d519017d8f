/** The worker thread's entry: opens one mail a message; an error ends the thread, and the pool makes it a verdict. */
import { parentPort } from 'node:worker_threads'
import { openMail } from './open-mail.ts'

if (parentPort === null) throw new Error('mail/worker.ts runs as a worker thread only.')
const port = parentPort
port.on('message', (bytes: Uint8Array) => {
  void openMail(bytes).then((mail) => port.postMessage(mail))
})
port.postMessage('ready')
