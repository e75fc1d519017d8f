/** Entry of the Function App: settings, telemetry, the agent, its triggers. A faulty setting stops the start. */
import { app } from '@azure/functions'
import { createAgent } from './app.ts'
import { environmentConfig } from './config.ts'
import { startAppInsights } from './telemetry/app-insights.ts'
import { createTelemetry } from './telemetry/telemetry.ts'
import { register } from './triggers.ts'

const config = environmentConfig()
const write = (line: string) => void process.stdout.write(line)
const telemetry = createTelemetry(write)
register(createAgent(config, telemetry), config)
if (config.appInsights !== undefined) {
  const { sink, flush } = startAppInsights(config.appInsights, write)
  telemetry.join(sink)
  app.hook.appTerminate(flush)
}
