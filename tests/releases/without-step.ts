/** Entry of the host for a recording: the compiled app, in which one queue has no listener, so that its message stays there. */
import { app } from '@azure/functions'

const register = app.storageQueue.bind(app)
app.storageQueue = (name, options) => {
  if (options.queueName !== process.env.RECORDED_QUEUE) register(name, options)
}
await import(new URL('../../dist/src/main.js', import.meta.url).href)
