/** `node local/host/main.ts`: runs the compiled app as Azure Functions would, for development and tests. */
import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { systemClock } from '../../src/domain/clock.ts'
import { applyLocalSettings } from './app/local-settings.ts'
import { startHost, type RunningHost } from './host.ts'
import { HostError, messageOf } from './host-error.ts'
import { makeLog } from './log.ts'

function portNumber(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('A port is 0 to 65535.')
  return port
}

const projectRoot = resolve(import.meta.dirname, '../..')
const command = new Command('local/host')
  .description('Runs the compiled function app in this process.')
  .option('--app <dir>', 'the folder with host.json and package.json', projectRoot)
  .option('--entry <file>', 'load this file instead of what "main" in package.json names')
  .option('--port <n>', 'port on the loopback interface; 0 for any', portNumber, 7071)
  .option('--no-local-settings', 'leave local.settings.json unread')
  .option('--verbose', 'also print trace and debug lines')
  .parse()
const given = command.opts<{
  app: string
  entry?: string
  port: number
  localSettings: boolean
  verbose?: boolean
}>()

const log = makeLog({
  clock: systemClock,
  least: given.verbose === true ? 'trace' : 'information',
  write: (line) => void process.stdout.write(line),
})

async function start(): Promise<RunningHost> {
  const appDir = resolve(given.app)
  if (given.localSettings) applyLocalSettings(appDir, process.env)
  const isKeyGiven = process.env.LOCAL_FUNCTION_KEY !== undefined && process.env.LOCAL_FUNCTION_KEY !== ''
  const functionKey = isKeyGiven
    ? String(process.env.LOCAL_FUNCTION_KEY)
    : randomBytes(24).toString('base64url')
  const host = await startHost({
    appDir,
    entry: given.entry,
    port: given.port,
    functionKey,
    env: process.env,
    clock: systemClock,
    random: Math.random,
    log,
    onLate: (name) => {
      console.error(`${name} ran longer than functionTimeout: this process ends, as the worker would.`)
      process.exit(1)
    },
  })
  for (const line of host.functions) console.log(line)
  if (!isKeyGiven) console.log(`Function key: ${functionKey}`)
  console.log(`Listening on ${host.url}`)
  return host
}

async function end(host: RunningHost): Promise<void> {
  await host.stop()
  process.exit(0)
}

try {
  const host = await start()
  let isEnding = false
  const onSignal = () => {
    // Asked twice: whoever asks does not want to wait.
    if (isEnding) process.exit(1)
    isEnding = true
    end(host).catch((error: unknown) => {
      console.error(`The host did not stop cleanly: ${messageOf(error)}`)
      process.exit(1)
    })
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
  // Started by another process with a channel: nobody is left to end this one when that process is gone.
  process.once('disconnect', onSignal)
} catch (error) {
  console.error(
    error instanceof Error && !(error instanceof HostError)
      ? (error.stack ?? error.message)
      : messageOf(error),
  )
  process.exit(1)
}
