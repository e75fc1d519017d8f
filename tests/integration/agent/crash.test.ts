/** FAILURES 19, 34: `npm run crash` in small, with the compiled app: killed at step boundaries and at moments, nothing is lost or sent twice. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildApp, projectRoot } from '../../../local/build.ts'
import { crash, faultsOf } from '../../../local/crash/crash.ts'
import type { Point } from '../../../local/crash/points.ts'

/** Those after which another run could send a second mail, or none. */
const points: Point[] = [
  'outbox.createDraft:after',
  'outbox.send:before',
  'outbox.send:after',
  'ledger.change:before',
  'ledger.change:after',
  'ledger.open:after',
  'queues.put:before',
  'claims.claim:after',
  'documents.put:after',
]
const kills = 10

test('FAILURES 19, 34: killed ten times at step boundaries and at moments: one mail and one audit row for each invoice, each message finished once', {
  timeout: 240_000,
}, async ({ signal }) => {
  await buildApp()

  const result = await crash({ seed: 19, kills, mails: 30, points, stopped: signal })

  expect(faultsOf(result, kills)).toEqual([])
  expect(result.killed.at.size).toBeGreaterThanOrEqual(5)
  expect(result.counted.mails).toBe(result.counted.due)
  expect(result.trail.posted).toBe(result.counted.due)
  expect(result.ends.outcomes.get('parked')).toBeUndefined()
})

test('the built app knows nothing of fault points', async () => {
  await buildApp()
  const files = globSync('dist/**/*.js', { cwd: projectRoot })

  const guilty = files.filter((file) =>
    /fault-?point|CRASH_|SIGKILL|process\.kill|local\/crash/i.test(
      readFileSync(join(projectRoot, file), 'utf8'),
    ),
  )

  expect(files.length).toBeGreaterThan(100)
  expect(guilty).toEqual([])
})
