/** `npm run desk` as a person runs it: a child process that speaks to the running host. */
import { execFile } from 'node:child_process'
import type { Host } from '../../../local/host/spawn.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

export function deskCli({ url, functionKey }: Pick<Host, 'url' | 'functionKey'>) {
  return (...args: readonly string[]): Promise<Ran> =>
    new Promise((resolve) => {
      const env = { PATH: process.env.PATH, HOME: process.env.HOME, INVOICE_AGENT_KEY: functionKey }
      const given = ['local/desk.ts', ...args, ...(args.includes('--help') ? [] : ['--url', url])]
      execFile(process.execPath, given, { env, timeout: 60_000 }, (error, out, err) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), out, err }),
      )
    })
}
