/** Entry of the Function App: settings, telemetry, the agent, its triggers. A faulty setting stops the start. */
import { createAgent } from './app.ts'
import { environmentConfig } from './config.ts'
import { startAppInsights } from './telemetry/app-insights.ts'
import { createTelemetry } from './telemetry/telemetry.ts'
import { register } from './triggers.ts'

const config = environmentConfig()
const write = (line: string) => void process.stdout.write(line)
const telemetry = createTelemetry(write)
if (config.appInsights !== undefined) telemetry.join(startAppInsights(config.appInsights, write))
register(createAgent(config, telemetry), config)
