/** `npm run record-release`: what this release leaves in storage with work under way at each step, kept for the tests of later releases. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { queueNames, type QueueName } from '../../src/domain/messages.ts'
import { invoiceMail } from '../integration/agent/mails.ts'
import { openRig } from '../integration/agent/rig.ts'
import { type Release, type Stored, takeStored } from './stored.ts'

new Command('npm run record-release')
  .description(
    'Runs the app until a message waits at each step, and writes what then lies in storage to tests/fixtures/releases/VERSION.json, for the tests of later releases.',
  )
  .addHelpText('after', '\nRun it once, before the version of package.json is raised. Takes about a minute.')
  .parse()

const entry = fileURLToPath(new URL('without-step.ts', import.meta.url))
const folder = fileURLToPath(new URL('../fixtures/releases', import.meta.url))
/** A start with a webhook wishes for a look at its subscription. */
const webhook = {
  MAIL_WEBHOOK_URL: 'http://127.0.0.1:9/webhooks/graph',
  GRAPH_CLIENT_STATE: 'state-of-a-recorded-client',
}

async function record(queue: QueueName): Promise<Stored> {
  const isMail = queue !== 'mailbox-check'
  const rig = await openRig({ entry, env: { RECORDED_QUEUE: queue, ...(isMail ? {} : webhook) } })
  try {
    const invoiceNumber = isMail ? `UNDER-WAY-${queueNames.indexOf(queue)}` : null
    const [mailId = null] = invoiceNumber === null ? [] : await rig.deliver(await invoiceMail(invoiceNumber))
    const waits = async () => (await rig.queue(queue).peekMessages()).peekedMessageItems.length > 0
    await rig.until(`a message in ${queue}`, waits)
    // Each writes its message before what tells of it: the run that put it is to be over.
    await rig.host.stop()
    return await takeStored(rig.connectionString, { queue, invoiceNumber, mailId })
  } finally {
    await rig.stop()
  }
}

const release: Release = { version: manifest.version, stored: [] }
for (const queue of queueNames) {
  console.log(`Recording ${queue}.`)
  release.stored.push(await record(queue))
}
mkdirSync(folder, { recursive: true })
const file = join(folder, `${release.version}.json`)
writeFileSync(file, `${JSON.stringify(release, null, 1)}\n`)
console.log(`What ${release.version} leaves is in tests/fixtures/releases/${release.version}.json.`)
