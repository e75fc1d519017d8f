/** `npm start`: the app on this machine, with Azurite where the settings ask for the development storage. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { type Azurite, startAzurite } from './azurite.ts'
import { buildApp, projectRoot } from './build.ts'
import { HostError } from './host/host-error.ts'
import { spawnHost } from './host/spawn.ts'
import { stopSignal } from './stop-signal.ts'

const portOf = (text: string): number => {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('a port is a number from 0 to 65535')
  return port
}

const { port, own } = new Command('npm start --')
  .description('Builds the app and runs it on this machine until Ctrl-C.')
  .option('--port <number>', 'port to listen on', portOf, portOf(process.env.PORT ?? '7071'))
  .option('--own', 'take our own host even where Core Tools are installed', false)
  .parse()
  .opts<{ port: number; own: boolean }>()

interface Running {
  /** Resolves with the exit code when the host ends by itself. */
  readonly ended: Promise<number>
  stop(): Promise<void>
}

const settings = { ...valuesOf('local.settings.json'), ...process.env }
const stopped = stopSignal().then(() => 0)
const azurite = isDevelopment(settings.InvoiceStorage) ? await startStorage() : undefined
try {
  process.exitCode = await run()
} catch (error) {
  if (!(error instanceof HostError)) throw error
  // What it wrote stands above already.
  console.error('The app did not start. README.md, "Settings", says what each setting is.')
  process.exitCode = 1
} finally {
  await azurite?.stop()
}

async function run(): Promise<number> {
  await buildApp()
  const env = {
    ...settings,
    ...(azurite === undefined ? {} : storageSettings(azurite.connectionString)),
  }
  const host = hasCoreTools() && !own ? runCoreTools(env) : await runOwnHost(env)
  const code = await Promise.race([stopped, host.ended])
  await host.stop()
  return code
}

function valuesOf(file: string): Record<string, string> {
  const path = join(projectRoot, file)
  if (!existsSync(path)) return {}
  const { Values: values = {} } = JSON.parse(readFileSync(path, 'utf8')) as {
    Values?: Record<string, string>
  }
  return values
}

function isDevelopment(connection: string | undefined): boolean {
  return connection?.trim().replace(/;$/, '') === 'UseDevelopmentStorage=true'
}

/** What comes in stays between starts, beside the project's files. */
async function startStorage(): Promise<Azurite> {
  const dir = join(projectRoot, '.data')
  const started = await startAzurite({ dir })
  const { blob, queue, table } = started.ports
  console.log(
    `Azurite: blobs 127.0.0.1:${blob}, queues 127.0.0.1:${queue}, tables 127.0.0.1:${table} (${dir})`,
  )
  return started
}

function storageSettings(connectionString: string): Record<string, string> {
  return {
    InvoiceStorage: connectionString,
    ...(isDevelopment(settings.AzureWebJobsStorage) || settings.AzureWebJobsStorage === undefined
      ? { AzureWebJobsStorage: connectionString }
      : {}),
  }
}

async function runOwnHost(env: Readonly<Record<string, string | undefined>>): Promise<Running> {
  const host = await spawnHost({ env, port, onLine: (line) => console.log(line) })
  console.log(`Health:  ${host.url}/health`)
  console.log(`Page:    ${host.url}/ops (with the key below)`)
  console.log(`Vendors: ${host.url}/vendors (x-functions-key: ${host.functionKey})`)
  console.log('Ctrl-C ends it.')
  return { ended: host.ended.then((code) => code ?? 1), stop: () => host.stop() }
}

function runCoreTools(env: Readonly<Record<string, string | undefined>>): Running {
  const child = spawn('func', ['start', '--port', String(port)], {
    cwd: projectRoot,
    env: env as NodeJS.ProcessEnv,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : 1))
  return {
    ended,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function hasCoreTools(): boolean {
  const names = process.platform === 'win32' ? ['func.cmd', 'func.exe'] : ['func']
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.some((folder) => names.some((name) => existsSync(join(folder, name))))
}
