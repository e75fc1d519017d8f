/** The Teams channel: one POST a notice through the guard, and an address that nobody gets to see. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startLab, type Lab } from '../../local/lab/lab.ts'
import { translateTeams } from '../../src/adapters/teams/failures.ts'
import { createTeam } from '../../src/adapters/teams/team.ts'
import type { Notice, Team } from '../../src/domain/ports/team.ts'
import { createGuard } from '../../src/resilience/create-guard.ts'
import type { Guard } from '../../src/resilience/guard.ts'
import { defaultBreakers } from '../../src/resilience/settings.ts'

let lab: Lab

beforeAll(async () => {
  lab = await startLab()
})
afterEach(() => {
  lab.faults.clear()
  lab.requests.clear()
})
afterAll(() => lab.stop())

function team(url = lab.teamsUrl, timeoutMs = 10_000): { channel: Team; guard: Guard } {
  const guard = createGuard({
    dependency: 'teams',
    settings: { ...defaultBreakers.teams, timeoutMs },
    translate: translateTeams,
  })
  return { channel: createTeam({ guard, url }), guard }
}

const notice: Notice = {
  title: 'Contoso: posted',
  facts: [{ name: 'Number', value: '4711' }],
  text: 'All is well.',
}

test('a notice arrives as one Adaptive Card in the envelope of Workflows', async () => {
  const { channel } = team()
  await channel.tell(notice)
  expect(lab.requests.count('teams')).toBe(1)
  expect(lab.cards.at(-1)?.payload).toMatchObject({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: { type: 'AdaptiveCard', version: '1.4' },
      },
    ],
  })
})

test('FAILURES 32: a notice of 100 KB is trimmed until Teams takes it', async () => {
  const { channel } = team()
  const before = lab.cards.length
  const long = '*'.repeat(100 * 1024)
  const facts = Array.from({ length: 40 }, () => ({ name: long, value: `${long}é` }))
  await channel.tell({ title: long, facts, text: long })
  expect(lab.cards.length).toBe(before + 1)
})

describe('failures', () => {
  test('FAILURES 32: 429 is obeyed, and the same notice goes through afterwards', async () => {
    lab.faults.set('teams', '*', { kind: 'status', status: 429, headers: { 'retry-after': '1' }, times: 1 })
    const { channel } = team()
    await expect(channel.tell(notice)).rejects.toMatchObject({ failure: 'throttled', retryAfterMs: 1_000 })
    await expect(channel.tell(notice)).rejects.toMatchObject({ because: 'throttled' })
    expect(lab.requests.count('teams')).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    await channel.tell(notice)
    expect(lab.requests.count('teams')).toBe(2)
  })

  test.each([
    [500, { failure: 'server-error' }],
    [404, { name: 'Misconfigured' }],
    [401, { name: 'Misconfigured' }],
    [400, { answer: 'rejected' }],
    [302, { answer: 'rejected' }],
  ])('an answer of %s, in one request', async (status, expected) => {
    lab.faults.set('teams', '*', { kind: 'status', status, headers: { location: 'http://127.0.0.1:1/' } })
    await expect(team().channel.tell(notice)).rejects.toMatchObject(expected)
    expect(lab.requests.count('teams')).toBe(1)
  })

  test('a channel that hangs costs no more than its time', async () => {
    lab.faults.set('teams', '*', { kind: 'hang' })
    await expect(team(lab.teamsUrl, 150).channel.tell(notice)).rejects.toMatchObject({ failure: 'timeout' })
  })

  test.each([
    'http://127.0.0.1:1/workflows?sig=canary',
    'not a url?sig=canary',
    'http://user:canary@127.0.0.1:1/',
  ])('no error tells the address: %s', async (url) => {
    const error: unknown = await team(url)
      .channel.tell(notice)
      .catch((thrown: unknown) => thrown)
    const causes = [error, (error as Error).cause, ((error as Error).cause as Error | undefined)?.cause]
    expect(error).toBeInstanceOf(Error)
    expect(causes.map(String).join(' ') + JSON.stringify(causes)).not.toContain('canary')
  })
})
