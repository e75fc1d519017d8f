/** GET /health of the running app under load, beside an empty function in a host of its own: blocks of both in turn, one run. */
import { availableParallelism, loadavg } from 'node:os'
import { buildApp } from '../local/build.ts'
import { spawnHost } from '../local/host/spawn.ts'
import { agentFolder, emptyFolder } from './health-apps.ts'
import { type Answered, connections, openLoop } from './open-loop.ts'
import { openStage } from './pipeline-stage.ts'
import { plainTable, quantile } from './reference.ts'

const perSecond = 200
const blockSeconds = 1
const blocks = 24
const warmUpBlocks = 4
const ratioBound = 2
const handlerBoundMs = 5

interface Bound {
  readonly text: string
  readonly holds: (health: number, empty: number) => boolean
}
const twice: Bound = {
  text: `≤ ${ratioBound}×`,
  holds: (health, reference) => health <= ratioBound * reference,
}
const fast: Bound = { text: `< ${handlerBoundMs} ms`, holds: (health) => health < handlerBoundMs }

await buildApp()
const stage = await openStage({ countStorage: false, appDir: agentFolder() })
const empty = await spawnHost({ appDir: emptyFolder(), env: {} })
try {
  const [emptyOnes, healthOnes] = await measure(`${empty.url}/empty`, `${stage.host.url}/health`)
  report(emptyOnes, healthOnes)
} finally {
  await empty.stop()
  await stage.close()
}

/** Who goes first changes from round to round; the first rounds warm up and are left out. */
async function measure(...urls: [string, string]): Promise<[Answered[], Answered[]]> {
  const targets = urls.map((url) => ({ url, agent: connections(), answered: [] as Answered[] }))
  for (let round = -warmUpBlocks; round < blocks; round++)
    for (const { url, agent, answered } of round % 2 === 0 ? targets : targets.toReversed()) {
      const block = await openLoop(url, { perSecond, seconds: blockSeconds, agent })
      if (round >= 0) answered.push(...block)
    }
  for (const { agent } of targets) agent.destroy()
  const [first, second] = targets
  return [first?.answered ?? [], second?.answered ?? []]
}

function report(emptyOnes: readonly Answered[], healthOnes: readonly Answered[]): void {
  const table = plainTable(['', 'empty function', '/health', 'ratio', 'bound', ''])
  const row = (what: string, q: number, of: (one: Answered) => number, bound?: Bound): void => {
    const reference = quantile(emptyOnes.map(of), q)
    const health = quantile(healthOnes.map(of), q)
    const holds = bound === undefined || bound.holds(health, reference)
    if (!holds) process.exitCode = 1
    const verdict = bound === undefined ? ['', ''] : [bound.text, holds ? 'holds' : 'MISSED']
    table.push([what, ms(reference), ms(health), `${(health / reference).toFixed(2)}×`, ...verdict])
  }
  row('latency, p50', 0.5, ({ latencyMs }) => latencyMs)
  row('latency, p99', 0.99, ({ latencyMs }) => latencyMs, twice)
  row("the handler's own time, p50", 0.5, ({ handlerMs }) => handlerMs)
  row("the handler's own time, p99", 0.99, ({ handlerMs }) => handlerMs, fast)
  const late = [...emptyOnes, ...healthOnes].map(({ lateMs }) => lateMs)
  console.log(
    [
      `Node ${process.version}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}; the built app beside Azurite and the lab, the empty function in a second host.`,
      `${perSecond} requests a second on kept connections, ${healthOnes.length} to each, in turns of ${blockSeconds} s; latency counts from when a request was due.`,
      `The handler's own time is taken within the running app, by a hook around it; 99 of 100 requests were sent at most ${ms(quantile(late, 0.99))} late.`,
      table.toString(),
    ].join('\n'),
  )
}

function ms(value: number): string {
  return `${value.toFixed(3)} ms`
}
