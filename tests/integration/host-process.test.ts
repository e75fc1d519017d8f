/** The local host as a process: how it refuses to start, and how it ends. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { spawnHost } from '../../local/host/spawn.ts'
import {
  appDir,
  countOf,
  printed,
  runsOf,
  slow,
  startRig,
  text,
  until,
  type Rig,
} from '../fixtures/host-app/rig.ts'

let rig: Rig

beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig?.stop())

describe('the process', () => {
  test('ends with a code where the app registers nothing', slow, async () => {
    const started = spawnHost({ appDir: join(appDir, 'empty'), env: {} })
    await expect(started).rejects.toThrow(/exit code 1[^]*registered no function/)
  })

  test('ends with the words of an app that throws while it is loaded', slow, async () => {
    const env = rig.settings('x', { FIXTURE_FAULT: 'INVOICE_MAILBOX is missing' })
    await expect(spawnHost({ appDir, env })).rejects.toThrow(/exit code 1[^]*INVOICE_MAILBOX is missing/)
  })

  test('names every setting that is missing', slow, async () => {
    const started = spawnHost({ appDir, env: { WORK_QUEUE: 'work' } })
    await expect(started).rejects.toThrow(/"FixtureStorage"[^]*%YEARLY%/)
  })

  test('on SIGTERM finishes what is at work, runs the hooks and ends with 0', slow, async () => {
    const { host, queue } = await rig.start('drained')
    await queue.sendMessage(text({ name: 'long', slow: 1_500 }))
    await until(host, 'the run', () => runsOf(host, 'long')[0])
    const answer = fetch(`${host.url}/api/slow`)
    await sleep(200)
    await host.stop()
    expect(await host.ended).toBe(0)
    expect(await (await answer).text()).toBe('done')
    expect(printed(host, 'slept')).toEqual([1_500])
    expect(host.output()).toContain('hook appTerminate')
    expect(await countOf(queue)).toBe(0)
  })

  test('that is killed leaves its message in the queue, under its lease', slow, async () => {
    const { host, queue } = await rig.start('killed')
    await queue.sendMessage(text({ name: 'lost', slow: 60_000 }))
    await until(host, 'the run', () => runsOf(host, 'lost')[0])
    await host.kill()
    expect(await countOf(queue)).toBe(1)
    expect((await queue.peekMessages()).peekedMessageItems).toEqual([])
  })

  test('is ended by an invocation past functionTimeout', slow, async () => {
    const { host, queue } = await rig.start('late', { AzureFunctionsJobHost__functionTimeout: '00:00:01' })
    await queue.sendMessage(text({ name: 'late', slow: 60_000 }))
    expect(await host.ended).toBe(1)
    expect(host.output()).toContain('work ran longer than functionTimeout')
  })
})
