/** What is inferred from a trace, held against an hour of which all is known. */
import { beforeAll, expect, test } from 'vitest'
import { chanceOf } from '../../../../local/eval/synthetic/random.ts'
import { costOf } from '../../../../local/tune/cost.ts'
import { exampleCalls, exampleWith } from '../../../../local/tune/example.ts'
import { outagesIn, type Service, serviceWith } from '../../../../local/tune/outages.ts'
import type { RecordedCall } from '../../../../local/tune/recorded-call.ts'
import { replay } from '../../../../local/tune/replay.ts'
import { settingsFrom } from '../../../../local/tune/tried-settings.ts'
import { type Work, workIn } from '../../../../local/tune/work.ts'

const seed = 1
const happened = exampleWith(seed)
const truth: Service = {
  outageAt: (at) => happened.outages.find(({ from, until }) => from <= at && at < until),
  usualMs: 150,
}

let measured: readonly RecordedCall[] = []
beforeAll(async () => {
  measured = await exampleCalls(settingsFrom('5/5s', 'graph'), 'graph', seed)
})

async function costWith(setting: string, work: readonly Work[], service: Service): Promise<number> {
  const settings = settingsFrom(setting, 'graph')
  const random = chanceOf(seed).next
  return costOf(await replay({ dependency: 'graph', settings, work, service, random }), service, 10).total
}

test.each(['5/15s', '5/30s', '5/60s', '3/60s'])(
  '%s: what a trace measured with 5/5s says it costs is within a tenth of the truth',
  async (setting) => {
    const inferred = serviceWith(outagesIn(measured, 'late'), measured)

    const ratio =
      (await costWith(setting, workIn(measured), inferred)) / (await costWith(setting, happened.work, truth))

    expect(ratio).toBeGreaterThan(0.9)
    expect(ratio).toBeLessThan(1.1)
  },
)

test('the work behind the calls is found again, however often it was put off', () => {
  expect(workIn(measured).map(({ at, instance, operation }) => [at, instance, operation])).toEqual(
    happened.work.map(({ at, instance, operation }) => [at, instance, operation]),
  )
})
