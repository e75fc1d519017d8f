/** The worker thread's entry: reads one document a message; an error ends the thread, and the pool makes it a verdict. */
import { parentPort } from 'node:worker_threads'
import { readDocument, type ReadJob } from './read-document.ts'

if (parentPort === null) throw new Error('worker.ts runs as a worker thread only.')
const port = parentPort
port.on('message', (job: ReadJob) => {
  void readDocument(job).then((parsed) => port.postMessage(parsed))
})
port.postMessage('ready')
