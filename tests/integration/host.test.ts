/** The local host as a process, with an app of its own and Azurite: what Azure promises, seen from outside. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { QueueServiceClient, type QueueClient } from '@azure/storage-queue'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAzurite, type Azurite } from '../../local/azurite.ts'
import { spawnHost, type Host } from '../../local/host/spawn.ts'

const appDir = join(import.meta.dirname, '../fixtures/host-app')
const slow = { timeout: 60_000 }

let azurite: Azurite
let storage: QueueServiceClient
let shared: { host: Host; queue: QueueClient; poison: QueueClient }

const text = (body: unknown) => Buffer.from(JSON.stringify(body)).toString('base64')

const settings = (queueName: string, more: Record<string, string> = {}) => ({
  WORK_QUEUE: queueName,
  YEARLY: '0 0 0 1 6 *',
  FixtureStorage: azurite.connectionString,
  LOCAL_FUNCTION_KEY: 'test-key',
  ...more,
})

/** Each host gets its own queue, so that no message of one reaches another. */
async function start(queueName: string, more: Record<string, string> = {}) {
  const queue = storage.getQueueClient(queueName)
  await queue.createIfNotExists()
  const host = await spawnHost({ appDir, env: settings(queueName, more) })
  return { host, queue, poison: storage.getQueueClient(`${queueName}-poison`) }
}

/** Waits until `look` gives something other than undefined or false. */
async function until<T>(
  what: string,
  look: () => Promise<T> | T,
  host = shared.host,
): Promise<NonNullable<T>> {
  for (const end = Date.now() + 40_000; Date.now() < end; await sleep(50)) {
    const found = await look()
    if (found !== undefined && found !== null && found !== false) return found
  }
  throw new Error(`Waited in vain for ${what}; the host wrote:\n${host.output()}`)
}

/** The lines that the app printed with this word, as values. */
function printed<T>(word: string, host = shared.host): T[] {
  const lines = host.output().split('\n')
  return lines
    .filter((line) => line.startsWith(`${word} `))
    .map((line) => JSON.parse(line.slice(word.length)) as T)
}

interface Work {
  readonly message: { readonly name: string }
  readonly dequeueCount: number
  readonly id: string
}
const runsOf = (name: string, host?: Host) =>
  printed<Work>('work', host).filter(({ message }) => message.name === name)

/** Messages in the queue, hidden ones too. */
async function countOf(queue: QueueClient): Promise<number> {
  return (await queue.getProperties()).approximateMessagesCount ?? 0
}

async function poisonOf(poison: QueueClient): Promise<string | undefined> {
  if (!(await poison.exists())) return undefined
  const { receivedMessageItems } = await poison.receiveMessages()
  return receivedMessageItems[0]?.messageText
}

beforeAll(async () => {
  azurite = await startAzurite()
  storage = QueueServiceClient.fromConnectionString(azurite.connectionString)
  shared = await start('shared-work')
})

afterAll(async () => {
  await shared?.host.stop()
  await azurite?.stop()
})

describe('a queue message', () => {
  test('that is handled is deleted', slow, async () => {
    await shared.queue.sendMessage(text({ name: 'plain' }))
    await until('the run', () => runsOf('plain')[0])
    await until('an empty queue', async () => (await countOf(shared.queue)) === 0)
    expect(runsOf('plain')).toMatchObject([{ dequeueCount: 1 }])
  })

  test('that fails comes again after visibilityTimeout and is handled then', slow, async () => {
    const times: number[] = []
    await shared.queue.sendMessage(text({ name: 'second-try', fail: 1 }))
    for (const n of [1, 2]) {
      await until(`run ${n}`, () => runsOf('second-try').length >= n)
      times.push(Date.now())
    }
    expect(Number(times[1]) - Number(times[0])).toBeGreaterThan(700)
    await until('an empty queue', async () => (await countOf(shared.queue)) === 0)
    expect(runsOf('second-try').map(({ dequeueCount }) => dequeueCount)).toEqual([1, 2])
  })

  test('that fails five times lands in the poison queue, its body intact', slow, async () => {
    const sent = text({ name: 'never', fail: 99, umlaut: 'Müller' })
    await shared.queue.sendMessage(sent)
    const found = await until('the poison message', () => poisonOf(shared.poison))
    expect(found).toBe(sent)
    expect(runsOf('never').map(({ dequeueCount }) => dequeueCount)).toEqual([1, 2, 3, 4, 5])
    await until('an empty queue', async () => (await countOf(shared.queue)) === 0)
  })

  test('that was received more than five times is poisoned without being run', slow, async () => {
    const queue = storage.getQueueClient('crash-loop')
    await queue.createIfNotExists()
    await queue.sendMessage(text({ name: 'crash-loop' }))
    for (let n = 0; n < 5; n++) {
      const [message] = (await queue.receiveMessages({ visibilityTimeout: 60 })).receivedMessageItems
      await queue.updateMessage(message?.messageId ?? '', message?.popReceipt ?? '', undefined, 0)
    }
    const { host, poison } = await start('crash-loop')
    try {
      const found = await until('the poison message', () => poisonOf(poison), host)
      expect(found).toBe(text({ name: 'crash-loop' }))
      expect(runsOf('crash-loop', host)).toEqual([])
    } finally {
      await host.stop()
    }
  })

  test('that is not base64 is poisoned without being run', slow, async () => {
    await shared.queue.sendMessage('*** not base64 ***')
    expect(await until('the poison message', () => poisonOf(shared.poison))).toBe('*** not base64 ***')
  })

  test('that is put with a delay waits', slow, async () => {
    await shared.queue.sendMessage(text({ name: 'hidden' }), { visibilityTimeout: 3 })
    await shared.queue.sendMessage(text({ name: 'visible' }))
    await until('the visible one', () => runsOf('visible')[0])
    expect(runsOf('hidden')).toEqual([])
    await until('the hidden one', () => runsOf('hidden')[0])
  })

  test('of an output binding goes to its queue, which is made, once for each element', slow, async () => {
    await shared.queue.sendMessage(text({ name: 'copy', copy: [{ n: 1 }, { n: 2 }] }))
    await until('both copies', () => printed('copied').length === 2)
    expect(
      printed<{ n: number }>('copied')
        .map(({ n }) => n)
        .toSorted((a, b) => a - b),
    ).toEqual([1, 2])
  })

  test('with a field "id" hides the message id in the trigger metadata', slow, async () => {
    await shared.queue.sendMessage(text({ name: 'shadow', id: 'mine' }))
    expect(await until('the run', () => runsOf('shadow')[0])).toMatchObject({ id: 'mine' })
  })

  test('many are worked on side by side, each once', slow, async () => {
    const names = Array.from({ length: 60 }, (_, n) => `many-${n}`)
    await Promise.all(names.map((name) => shared.queue.sendMessage(text({ name, slow: 20 }))))
    const runs = () => printed<Work>('work').filter(({ message }) => message.name.startsWith('many-'))
    await until('all runs', () => runs().length >= names.length)
    await until('an empty queue', async () => (await countOf(shared.queue)) === 0)
    expect(
      runs()
        .map(({ message }) => message.name)
        .sort(),
    ).toEqual(names.toSorted())
  })
})

describe('a timer', () => {
  test('fires, is told its schedule, and goes on after a failure', slow, async () => {
    await until('three ticks', () => printed('tick').length >= 3)
    expect(printed('tick')[0]).toEqual({
      schedule: { adjustForDST: true },
      scheduleStatus: null,
      isPastDue: false,
    })
  })
})

describe('over HTTP', () => {
  const call = (path: string, init?: RequestInit) => fetch(shared.host.url + path, init)

  test('the handler sees method, params, query, headers and body, and its answer comes back whole', async () => {
    const answer = await call('/api/ECHO/-7/more?a=1&a=2', {
      method: 'PUT',
      body: 'Müller',
      headers: { 'X-Asked': 'yes' },
    })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('x-answer')).toBe('yes')
    expect(answer.headers.getSetCookie()).toEqual(['taste=sweet%20%26%20sour; max-age=60; path=/; httponly'])
    expect(await answer.json()).toEqual({
      method: 'PUT',
      url: `${shared.host.url}/api/ECHO/-7/more?a=1&a=2`,
      params: { id: '-7', rest: 'more' },
      query: { a: '1,2' },
      header: 'yes',
      body: 'Müller',
    })
  })

  test.each([
    ['GET', '/api/echo/7', 201],
    ['GET', '/api/echo/seven', 404],
    ['DELETE', '/api/echo/7', 404],
    ['GET', '/echo/7', 404],
    ['GET', '/api/nothing', 204],
    ['GET', '/api/guarded', 401],
    ['GET', '/api/guarded?code=wrong', 401],
    ['GET', '/api/guarded?code=test-key', 200],
    ['POST', '/admin/functions/yearly', 401],
    ['POST', '/admin/functions/unknown?code=test-key', 404],
    ['GET', '/admin/host/status', 401],
    ['GET', '/admin/host/status?code=test-key', 200],
  ])('%s %s answers %i', async (method, path, status) => {
    expect((await call(path, { method })).status).toBe(status)
  })

  test('bytes stay bytes', async () => {
    const answer = await call('/api/files/a/b%20c')
    expect(answer.headers.get('x-path')).toBe('a/b c')
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([0, 255, 1])
  })

  test('a handler that throws answers 500 with an empty body', async () => {
    const answer = await call('/api/broken')
    expect([answer.status, await answer.text()]).toEqual([500, ''])
  })

  test('the key opens by header, and the log hook has changed the line', async () => {
    const answer = await call('/api/guarded', { headers: { 'x-functions-key': 'test-key' } })
    expect(await answer.text()).toBe('come in')
    await until('the line', () => shared.host.output().includes('warning guarded: a ***\\nin two lines'))
  })

  test('hooks share their data and may change the result', async () => {
    expect(await (await call('/api/hooked')).json()).toEqual({ changedBy: 'postInvocation' })
  })

  test('the admin endpoint runs a timer and a queue function at once', async () => {
    const init = { method: 'POST', headers: { 'x-functions-key': 'test-key' } }
    const timer = await call('/admin/functions/yearly', init)
    const body = JSON.stringify({ input: JSON.stringify({ name: 'by-hand' }) })
    const queue = await call('/admin/functions/work', { ...init, body })
    expect([timer.status, queue.status]).toEqual([202, 202])
    await until('the timer', () => printed('yearly').length === 1)
    await until('the queue function', () => runsOf('by-hand')[0])
  })
})

describe('the process', () => {
  test('ends with a code where the app registers nothing', slow, async () => {
    const started = spawnHost({ appDir: join(appDir, 'empty'), env: {} })
    await expect(started).rejects.toThrow(/exit code 1[^]*registered no function/)
  })

  test('ends with the words of an app that throws while it is loaded', slow, async () => {
    const env = settings('x', { FIXTURE_FAULT: 'INVOICE_MAILBOX is missing' })
    await expect(spawnHost({ appDir, env })).rejects.toThrow(/exit code 1[^]*INVOICE_MAILBOX is missing/)
  })

  test('names every setting that is missing', slow, async () => {
    const started = spawnHost({ appDir, env: { WORK_QUEUE: 'work' } })
    await expect(started).rejects.toThrow(/"FixtureStorage"[^]*%YEARLY%/)
  })

  test('on SIGTERM finishes what is at work, runs the hooks and ends with 0', slow, async () => {
    const { host, queue } = await start('drained')
    await queue.sendMessage(text({ name: 'long', slow: 1_500 }))
    await until('the run', () => runsOf('long', host)[0], host)
    const answer = fetch(`${host.url}/api/slow`)
    await sleep(200)
    await host.stop()
    expect(await host.exited).toBe(0)
    expect(await (await answer).text()).toBe('done')
    expect(printed('slept', host)).toEqual([1_500])
    expect(host.output()).toContain('hook appTerminate')
    expect(await countOf(queue)).toBe(0)
  })

  test('that is killed leaves its message in the queue, under its lease', slow, async () => {
    const { host, queue } = await start('killed')
    await queue.sendMessage(text({ name: 'lost', slow: 60_000 }))
    await until('the run', () => runsOf('lost', host)[0], host)
    await host.kill()
    expect(await countOf(queue)).toBe(1)
    expect((await queue.peekMessages()).peekedMessageItems).toEqual([])
  })

  test('is ended by an invocation past functionTimeout', slow, async () => {
    const { host, queue } = await start('late', { AzureFunctionsJobHost__functionTimeout: '00:00:01' })
    await queue.sendMessage(text({ name: 'late', slow: 60_000 }))
    expect(await host.exited).toBe(1)
    expect(host.output()).toContain('work ran longer than functionTimeout')
  })
})
