/** Entry of the host under the crash harness: the compiled app as it ships, its ports wrapped so that a named call kills the process. */
import { appendFileSync } from 'node:fs'
import type * as app from '../../src/app.ts'
import type * as config from '../../src/config.ts'
import type * as telemetry from '../../src/telemetry/telemetry.ts'
import type * as triggers from '../../src/triggers.ts'
import { withFaultPoints } from './fault-points.ts'
import type { Point } from './points.ts'
import { pointSettings } from './point-settings.ts'

const built = new URL('../../dist/src/', import.meta.url)
/** What the build made: the sources are only looked at for their types. */
const load = <Module>(file: string): Promise<Module> => import(new URL(file, built).href) as Promise<Module>

const { createAgent } = await load<typeof app>('app.js')
const { environmentConfig } = await load<typeof config>('config.js')
const { createTelemetry } = await load<typeof telemetry>('telemetry/telemetry.js')
const { register } = await load<typeof triggers>('triggers.js')

const { record, point: deadly, nth } = pointSettings(process.env)
const met = new Set<Point>()
let left = nth

/** Written before the kill, by a call that returns when it is written. */
function reach(point: Point): void {
  if (!met.has(point)) {
    met.add(point)
    appendFileSync(record, `met ${point}\n`)
  }
  if (point !== deadly || --left > 0) return
  appendFileSync(record, `killed ${point}\n`)
  process.kill(process.pid, 'SIGKILL')
}

const settings = environmentConfig()
const agent = createAgent(
  settings,
  createTelemetry((line) => void process.stdout.write(line)),
  (world) => withFaultPoints(world, reach),
)
register(agent, settings)
