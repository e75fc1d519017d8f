/** The lab and Azurite as processes of their own: they say when they are ready, and go when they are told to. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { QueueClient } from '@azure/storage-queue'
import { afterEach, expect, test } from 'vitest'
import { startAzurite } from '../../local/azurite.ts'
import { freePorts } from '../../local/free-ports.ts'

let child: ChildProcess | undefined

afterEach(() => child?.kill('SIGKILL'))

const main = join(import.meta.dirname, '../../local/lab/main.ts')

function lab(...options: string[]): ChildProcess {
  child = spawn(process.execPath, [main, ...options], { stdio: ['ignore', 'pipe', 'pipe'] })
  return child
}

/** The settings that it prints, as an environment. */
async function settings(process: ChildProcess): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  if (process.stdout === null) return found
  for await (const line of createInterface({ input: process.stdout })) {
    const [name = '', ...value] = line.split('=')
    found.set(name, value.join('='))
    if (name === 'TEAMS_WEBHOOK_URL') break
  }
  return found
}

test('the lab prints the settings of an agent, listens where it was told, and ends on SIGTERM with 0', async () => {
  const [port] = await freePorts(1)
  const running = lab('--port', String(port), '--mailbox', 'rechnungen@lab.example')
  const env = await settings(running)
  const answer = await fetch(`${env.get('GRAPH_BASE_URL')}/v1.0/users/rechnungen@lab.example/messages`, {
    headers: { authorization: `Bearer ${env.get('GRAPH_ACCESS_TOKEN')}` },
  })
  const exit = once(running, 'exit')
  running.kill('SIGTERM')

  expect(env.get('GRAPH_BASE_URL')).toBe(`http://127.0.0.1:${port}`)
  expect(await answer.json()).toEqual({ value: [] })
  expect(await exit).toEqual([0, null])
})

test('the lab says what is wrong with a port and ends with an error', async () => {
  const running = lab('--port', 'many')
  const said: string[] = []
  running.stderr?.on('data', (text: Buffer) => said.push(text.toString()))

  expect((await once(running, 'close'))[0]).toBe(1)
  expect(said.join('')).toContain('--port must be a number')
})

test('free ports differ', async () => {
  expect(new Set(await freePorts(20)).size).toBe(20)
})

test('two Azurites run side by side, keep what is on disk, and are gone after stop', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'azurite-'))
  const queueOf = ({ connectionString }: { connectionString: string }) =>
    new QueueClient(connectionString, 'kept')
  const [inMemory, onDisk] = await Promise.all([startAzurite(), startAzurite({ dir })])
  await queueOf(onDisk).create()
  expect([await queueOf(inMemory).exists(), await queueOf(onDisk).exists()]).toEqual([false, true])
  await Promise.all([inMemory.stop(), onDisk.stop()])
  expect(() => process.kill(onDisk.pid, 0)).toThrow('ESRCH')
  expect(() => process.kill(inMemory.pid, 0)).toThrow('ESRCH')

  const again = await startAzurite({ dir })
  const isThere = await queueOf(again).exists()
  await again.stop()
  await rm(dir, { recursive: true })

  expect(isThere).toBe(true)
})
