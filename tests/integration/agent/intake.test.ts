/** What is taken in beside poll and notice, with the real app: on request by the command, by the daily comparison, and Junk. */
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../../local/build.ts'
import { invoiceMail } from './mails.ts'
import { openRig, patienceMs, type Rig, slow } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  const yesterday = new Date(Date.now() - 24 * 60 * 60_000).toISOString().slice(0, 10)
  rig = await openRig({ env: { INTAKE_FROM: yesterday } })
}, patienceMs)
afterAll(() => rig?.stop())

const put = async (number: string, receivedAt: Date, folder = 'Inbox') =>
  rig.lab.mailbox.put({ ...(await invoiceMail(number)), receivedAt, folder })

async function command(...args: readonly string[]) {
  const child = spawn(process.execPath, [join(projectRoot, 'local/intake.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: patienceMs,
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await ended, out, err }
}

const at = () => ['--url', rig.host.url, '--key', rig.host.functionKey]
/** The three numbers of a day's line. */
const rowOf = (out: string, day: string) =>
  out
    .split('\n')
    .find((line) => line.includes(day))
    ?.split('│')
    .map((cell) => cell.trim())
    .filter((cell) => /^\d+$/.test(cell))

test('mail from before INTAKE_FROM is counted, then taken in, by the command alone', slow, async () => {
  const old = new Date('2024-03-05T10:00:00Z')
  const ids = [await put('OLD-1', old), await put('OLD-2', old)]
  await rig.poll()

  const dry = await command('--since', '2024-03-01', '--dry-run', ...at())
  expect(dry).toMatchObject({ code: 0, err: '' })
  expect(rowOf(dry.out, '2024-03-05')).toEqual(['2', '0', '0'])
  expect(dry.out).toContain('Nothing was queued.')
  const real = await command('--since', '2024-03-01', ...at())
  expect(rowOf(real.out, '2024-03-05')).toEqual(['2', '0', '2'])

  const lines = await rig.settled(ids)
  expect(lines.map(({ number }) => number)).toEqual(['OLD-1', 'OLD-2'])
  const again = await command('--since', '2024-03-01', ...at())
  expect(rowOf(again.out, '2024-03-05')).toEqual(['2', '2', '0'])
})

test('the command says what is wrong with a date, a key and an address, and ends with 1', slow, async () => {
  const answers = await Promise.all([
    command('--since', 'yesterday', ...at()),
    command('--since', '2024-03-01', '--url', rig.host.url, '--key', 'wrong'),
    command('--since', '2024-03-01', '--url', 'http://127.0.0.1:9'),
  ])
  expect(answers.map(({ code }) => code)).toEqual([1, 1, 1])
  expect(answers.map(({ err }) => err)).toEqual([
    expect.stringContaining('Give a date such as 2026-01-31.'),
    expect.stringContaining('the key was refused'),
    expect.stringContaining('cannot be reached'),
  ])
  expect((await command('--help')).out).toContain('--since <date>')
})

test('a mail that no source brought is found by the daily comparison', slow, async () => {
  const mailId = await put('LOST-1', new Date(Date.now() - 2 * 60 * 60_000))
  const answer = await rig.ask('/admin/functions/reconcile', { method: 'POST' })
  expect(answer.status).toBe(202)

  const [line] = await rig.settled([mailId])

  expect(line).toMatchObject({ number: 'LOST-1', outcome: 'needs coding' })
  await rig.until('the card', () => JSON.stringify(rig.lab.cards).includes('had not been taken in'))
  expect(rig.host.output()).toMatch(/"mailbox.reconciled","mails":\d+,"requeued":1,"orphans":0/)
})

test('a document in Junk is told of in the channel and goes to nobody', slow, async () => {
  const mailId = await put('JUNK-1', new Date(), 'JunkEmail')
  await rig.poll()

  const [line] = await rig.settled([mailId])
  await rig.until('the card', () => JSON.stringify(rig.lab.cards).includes('in Junk'))

  expect(line).toMatchObject({ outcome: 'in-junk' })
  expect(rig.lab.apMails().some(({ subject }) => subject.includes('JUNK-1'))).toBe(false)
})
