/** Waits until /health of a deployment answers with the version that was deployed; exits 1 where it does not in time. */
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'

const health = z.object({ version: z.string(), status: z.string() })

const [address = '', version = '', seconds = '300'] = process.argv.slice(2)
if (!URL.canParse(address) || version === '' || !(Number(seconds) > 0)) {
  console.error('usage: node scripts/wait-for-version.ts ADDRESS VERSION [SECONDS]')
  process.exit(2)
}

const until = performance.now() + Number(seconds) * 1_000
let last = ''
for (;;) {
  const seen = await look()
  if (seen !== last) console.log(seen)
  last = seen
  if (seen.startsWith(`version ${version},`)) break
  if (performance.now() > until) {
    console.error(`not version ${version} within ${seconds} s`)
    process.exit(1)
  }
  await setTimeout(Math.min(2_000, Number(seconds) * 100))
}

/** In one line. A degraded agent is up as well: its breakers are no matter of the release. */
async function look(): Promise<string> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(10_000) })
    if (answer.status !== 200) return `answers ${answer.status}`
    const body = health.safeParse(await answer.json())
    return body.success ? `version ${body.data.version}, ${body.data.status}` : 'answers something else'
  } catch (error) {
    return `no answer: ${error instanceof Error ? error.name : 'unknown'}`
  }
}
