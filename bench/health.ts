/** GET /health of the running app, beside an empty function in the same process: at rest, while invoices come, and with a full board. */
import { availableParallelism, loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildApp } from '../local/build.ts'
import { quantile } from '../local/quantile.ts'
import { agentWithEmptyFunction } from './health-apps.ts'
import { feed, fillBoard } from './health-load.ts'
import { invoiceMails } from './invoice-mails.ts'
import { type Answered, connections, openLoop } from './open-loop.ts'
import { openStage } from './pipeline-stage.ts'
import { plainTable } from './reference.ts'

const perSecond = 200
const blockSeconds = 1
const blocks = 24
const warmUpBlocks = 4
const invoicesPerSecond = 4
const processesOnBoard = 1_000
const ratioBound = 2
const handlerBoundMs = 5
const boardAddsMs = 2

interface Asked {
  readonly empty: readonly Answered[]
  readonly health: readonly Answered[]
}

await buildApp()
// Drawn before the clock starts: drawing takes the processor.
const mails = await invoiceMails(0, invoicesPerSecond * 4 * (blocks + warmUpBlocks), new Date())
const stage = await openStage({ countStorage: false, appDir: agentWithEmptyFunction() })
const { url } = stage.host
try {
  console.log('At rest.')
  const atRest = await measure()
  console.log(`While ${invoicesPerSecond} invoices a second come in.`)
  const { asked: atWork, mailed } = await measureAtWork()
  await sleep(5_000)
  console.log(`With ${processesOnBoard} other processes on the board.`)
  await fillBoard(stage.connectionString, processesOnBoard)
  await boardIsRead()
  const withBoard = await measure()
  report(atRest, atWork, withBoard, mailed)
} finally {
  await stage.close()
}

/** Who goes first changes from round to round; the first rounds warm up and are left out. */
async function measure(): Promise<Asked> {
  const targets = ['empty', 'health'].map((path) => ({
    url: `${url}/${path}`,
    agent: connections(),
    answered: [] as Answered[],
  }))
  for (let round = -warmUpBlocks; round < blocks; round++)
    for (const { url: asked, agent, answered } of round % 2 === 0 ? targets : targets.toReversed()) {
      const block = await openLoop(asked, { perSecond, seconds: blockSeconds, agent })
      if (round >= 0) answered.push(...block)
    }
  for (const { agent } of targets) agent.destroy()
  const [empty, health] = targets
  return { empty: empty?.answered ?? [], health: health?.answered ?? [] }
}

async function measureAtWork(): Promise<{ asked: Asked; mailed: number }> {
  const invoices = feed(stage, mails, invoicesPerSecond)
  try {
    const asked = await measure()
    return { asked, mailed: invoices.mailed() }
  } finally {
    await invoices.stop()
  }
}

async function boardIsRead(): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    const body = (await (await fetch(`${url}/health`)).json()) as { fleet: { counts: { live: number } } }
    if (body.fleet.counts.live >= processesOnBoard) return
    await sleep(500)
  }
  throw new Error('/health did not come to know the board within half a minute')
}

function report(atRest: Asked, atWork: Asked, withBoard: Asked, mailed: number): void {
  const table = plainTable(['', 'empty function', '/health', 'ratio', 'bound', ''])
  const add = (what: string, cells: string[], bound?: { text: string; holds: boolean }): void => {
    if (bound?.holds === false) process.exitCode = 1
    table.push([
      what,
      ...cells,
      bound?.text ?? '',
      bound === undefined ? '' : bound.holds ? 'holds' : 'MISSED',
    ])
  }
  const both = ({ empty, health }: Asked, q: number, of: (one: Answered) => number): [number, number] => [
    quantile(empty.map(of), q),
    quantile(health.map(of), q),
  ]
  const shown = ([empty, health]: [number, number]) => [
    ms(empty),
    ms(health),
    `${(health / empty).toFixed(2)}×`,
  ]
  const latency = ({ latencyMs }: Answered) => latencyMs
  const handler = ({ handlerMs }: Answered) => handlerMs
  const phases = [
    ['at rest', atRest],
    ['invoices coming', atWork],
    [`${processesOnBoard} on the board`, withBoard],
  ] as const
  for (const [name, asked] of phases) {
    add(`${name}: latency, p50`, shown(both(asked, 0.5, latency)))
    const p99 = both(asked, 0.99, latency)
    // A full board makes a long answer, which takes its time on the way: what it costs the process is the handler's.
    const bound = { text: `≤ ${ratioBound}×`, holds: p99[1] <= ratioBound * p99[0] }
    add(`${name}: latency, p99`, shown(p99), asked === withBoard ? undefined : bound)
    const own = both(asked, 0.99, handler)
    add(`${name}: the handler's own, p99`, shown(own), {
      text: `< ${handlerBoundMs} ms`,
      holds: own[1] < handlerBoundMs,
    })
  }
  const [without, full] = [atRest, withBoard].map((asked) => both(asked, 0.99, handler)[1]) as [
    number,
    number,
  ]
  const adds = full - without
  add('what the board adds to it, p99', ['', ms(adds), ''], {
    text: `≤ ${boardAddsMs} ms`,
    holds: adds <= boardAddsMs,
  })
  const late = phases.flatMap(([, { empty, health }]) => [...empty, ...health].map(({ lateMs }) => lateMs))
  console.log(
    [
      `Node ${process.version}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}; the built app and the empty function in one host, beside Azurite and the lab.`,
      `${perSecond} requests a second on kept connections, ${atRest.health.length} to each, in turns of ${blockSeconds} s; latency counts from when a request was due.`,
      `${mailed} invoices were mailed while the second part ran. 99 of 100 requests were sent at most ${ms(quantile(late, 0.99))} late.`,
      table.toString(),
    ].join('\n'),
  )
}

function ms(value: number): string {
  return `${value.toFixed(3)} ms`
}
