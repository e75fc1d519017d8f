/** Starts the host as a child process and waits until it listens. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { constants } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { endsWithin } from './ends-within.ts'
import { HostError } from './host-error.ts'

export interface Host {
  readonly url: string
  /** Opens what is not anonymous, in `x-functions-key` or `?code=`. */
  readonly functionKey: string
  readonly pid: number
  /** Resolves when it has ended, with its exit code: 128 + the signal's number where a signal ended it. */
  readonly ended: Promise<number>
  /** SIGTERM, which drains, then SIGKILL after 15 s. */
  stop(): Promise<void>
  /** SIGKILL: a crash. Messages at work come back when their lease ends (10 min). */
  kill(): Promise<void>
  /** The last 5,000 lines that it wrote, standard output and error alike. */
  output(): string
}

export interface SpawnOptions {
  /** Default: this project. */
  readonly appDir?: string
  /** Loaded in the place of what package.json's `main` names. */
  readonly entry?: string
  /** The child's whole environment, but for PATH and HOME. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Default 0: any. */
  readonly port?: number
  readonly onLine?: (line: string) => void
  /** Whether local.settings.json is read; default false, so that a run depends on `env` alone. */
  readonly localSettings?: boolean
  /** Of Node itself, before the program. */
  readonly nodeOptions?: readonly string[]
}

const readyWithinMs = 60_000
const stopWithinMs = 15_000
const linesKept = 5_000

/** Throws a HostError with the child's output where it ends first, or does not listen within a minute. */
export async function spawnHost(options: SpawnOptions): Promise<Host> {
  const functionKey = options.env.LOCAL_FUNCTION_KEY || randomBytes(24).toString('base64url')
  const { PATH, HOME } = process.env
  const args = [join(import.meta.dirname, 'main.ts'), '--port', String(options.port ?? 0)]
  if (options.appDir !== undefined) args.push('--app', options.appDir)
  if (options.entry !== undefined) args.push('--entry', options.entry)
  if (options.localSettings !== true) args.push('--no-local-settings')
  const child = spawn(process.execPath, [...(options.nodeOptions ?? []), ...args], {
    env: { PATH, HOME, ...options.env, LOCAL_FUNCTION_KEY: functionKey },
    // The channel lets the child see that its parent is gone.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const lines: string[] = []
  const ended = once(child, 'close').then(([code, signal]) => exitCode(code, signal))
  const listening = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream as NodeJS.ReadableStream }).on('line', (line) => {
        lines.push(line)
        if (lines.length > linesKept) lines.shift()
        options.onLine?.(line)
        const url = /^Listening on (http:\S+)$/.exec(line)?.[1]
        if (url !== undefined) resolve(url)
      })
  })
  const output = () => lines.join('\n')
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
  }
  const endedEarly = ended.then((code) => {
    throw new HostError(`The host ended (exit code ${code}) before it listened:\n${output()}`)
  })
  let url = ''
  const ready = Promise.race([listening, endedEarly]).then((found) => {
    url = found
  })
  if (!(await endsWithin(readyWithinMs, ready))) {
    await kill()
    throw new HostError(`The host did not listen within ${readyWithinMs / 1_000} s:\n${output()}`)
  }
  return {
    url,
    functionKey,
    pid: child.pid ?? 0,
    ended,
    stop: async () => {
      child.kill('SIGTERM')
      if (!(await endsWithin(stopWithinMs, ended))) await kill()
    },
    kill,
    output,
  }
}

/** As a shell counts it. */
function exitCode(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal])
}
