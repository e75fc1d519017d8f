/** Loaded beside an app under load: each HTTP answer says in `server-timing` how long its handler took by itself, in ms. */
import { app } from '@azure/functions'

app.hook.preInvocation((invocation) => {
  const handler = invocation.functionHandler
  invocation.functionHandler = async (trigger, context) => {
    const start = performance.now()
    const answer = await handler(trigger, context)
    const took = performance.now() - start
    if (answer?.headers !== undefined) answer.headers['server-timing'] = `handler;dur=${took.toFixed(4)}`
    return answer
  }
})
