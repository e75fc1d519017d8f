/** Starts Azurite, the storage emulator, as a child process on free loopback ports. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts } from './free-ports.ts'

export interface StoragePorts {
  readonly blob: number
  readonly queue: number
  readonly table: number
}

export interface Azurite {
  readonly connectionString: string
  readonly ports: StoragePorts
  readonly pid: number
  /** Ends the process: SIGKILL where all is in memory, else SIGTERM, and SIGKILL after 2 s (open connections hold it). */
  stop(): Promise<void>
}

/** The emulator's account and key are the same everywhere and published by Microsoft: no secret. */
const account = 'devstoreaccount1'
const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

const host = '127.0.0.1'
const readyWithinMs = 45_000
const termMs = 2_000

/** Explicit endpoints, since the short `UseDevelopmentStorage=true` means the default ports. */
export function emulatorConnectionString(ports: StoragePorts): string {
  const endpoint = (name: string, port: number) => `${name}Endpoint=http://${host}:${port}/${account}`
  return [
    'DefaultEndpointsProtocol=http',
    `AccountName=${account}`,
    `AccountKey=${accountKey}`,
    endpoint('Blob', ports.blob),
    endpoint('Queue', ports.queue),
    endpoint('Table', ports.table),
    '',
  ].join(';')
}

/** Data stays in memory unless `dir` is given. Throws with Azurite's own words where it does not come up. */
export async function startAzurite(options: { readonly dir?: string } = {}): Promise<Azurite> {
  try {
    return await startOnFreePorts(options.dir)
  } catch (error) {
    if (!(error instanceof PortTaken)) throw error
    return startOnFreePorts(options.dir)
  }
}

class PortTaken extends Error {}

async function startOnFreePorts(dir: string | undefined): Promise<Azurite> {
  const [blob, queue, table] = await freePorts(3)
  if (blob === undefined || queue === undefined || table === undefined) throw new Error('No free ports.')
  const ports = { blob, queue, table }
  const child = launch(ports, dir)
  const said: string[] = []
  child.stdout?.on('data', (text: Buffer) => said.push(text.toString()))
  child.stderr?.on('data', (text: Buffer) => said.push(text.toString()))
  const killWithUs = () => child.kill('SIGKILL')
  process.once('exit', killWithUs)
  const stop = async () => {
    process.off('exit', killWithUs)
    await end(child, dir === undefined ? 'SIGKILL' : 'SIGTERM')
  }
  try {
    await once(child, 'spawn')
    await ready(child, [blob, queue, table])
  } catch (error) {
    await stop()
    const words = said.join('').trim().slice(-2_000)
    if (words.includes('EADDRINUSE')) throw new PortTaken(words, { cause: error })
    throw new Error(`Azurite did not start. ${words}`, { cause: error })
  }
  return { connectionString: emulatorConnectionString(ports), ports, pid: child.pid ?? 0, stop }
}

/**
 * The emulator drops idle connections after 5 s, and a request that is on its way just then is lost: a receive that is lost so
 * hides its messages for the ten minutes of a lease. The service keeps connections for minutes.
 */
const keepAliveSeconds = 120

function launch(ports: StoragePorts, dir: string | undefined): ChildProcess {
  const program = createRequire(import.meta.url).resolve('azurite/dist/src/azurite.js')
  const hosts = ['--blobHost', host, '--queueHost', host, '--tableHost', host]
  const at = ['--blobPort', ports.blob, '--queuePort', ports.queue, '--tablePort', ports.table].map(String)
  const data = dir === undefined ? ['--inMemoryPersistence'] : ['-l', dir]
  const kept = ['--blobKeepAliveTimeout', '--queueKeepAliveTimeout', '--tableKeepAliveTimeout']
  const keeping = kept.flatMap((option) => [option, String(keepAliveSeconds)])
  // The SDKs' API version leads the emulator's, hence --skipApiVersionCheck.
  const flags = ['--silent', '--disableTelemetry', '--skipApiVersionCheck']
  return spawn(process.execPath, [program, ...hosts, ...at, ...keeping, ...data, ...flags], {
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function ready(child: ChildProcess, ports: readonly number[]): Promise<void> {
  const deadline = Date.now() + readyWithinMs
  for (const port of ports) {
    while (!(await answers(port))) {
      assertAlive(child)
      if (Date.now() > deadline) throw new Error(`Azurite was not ready within ${readyWithinMs} ms.`)
      await sleep(50)
    }
  }
  // A stranger on a port answers too; then ours is about to end over it.
  await sleep(150)
  assertAlive(child)
}

function assertAlive(child: ChildProcess): void {
  const how = child.exitCode ?? child.signalCode
  if (how !== null) throw new Error(`Azurite ended with ${how}.`)
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, host)
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = once(child, 'exit')
  child.kill(signal)
  const kill = setTimeout(() => child.kill('SIGKILL'), termMs)
  await gone
  clearTimeout(kill)
}
