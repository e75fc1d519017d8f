/** Every remote call of the app goes through its guard: what arrived at the services is what the guards counted. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isByTheClock } from '../../../bench/storage-bill.ts'
import { projectRoot } from '../../../local/build.ts'
import { bundledMails } from '../../../local/demo/samples/mails/bundles.ts'
import { everydayMails } from '../../../local/demo/samples/mails/everyday.ts'
import { otherMails } from '../../../local/demo/samples/mails/no-invoices.ts'
import { invoicePdf, mail, pdf } from './mails.ts'
import { countedTableCalls, openRig, type Rig, slow } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig?.stop())

test(
  'the requests at Graph, model, Teams, blobs, queues and tables are as many as the guards counted',
  slow,
  async () => {
    const [single] = await everydayMails()
    const [facturX, xRechnung, three] = await bundledMails()
    const samples = [single, facturX, xRechnung, three, otherMails[0]].flatMap((one) => one?.mail ?? [])
    const noise = randomBytes(8 * 1024 * 1024).toString('base64')
    const large = await invoicePdf('LARGE-1', { files: [{ name: 'drawing.xml', content: noise }] })

    const lines = await rig.settled(await rig.deliver(...samples, mail('A large one', pdf(large))))
    await rig.drained()

    expect(lines.map(({ outcome }) => outcome)).toEqual([
      ...Array.from({ length: 6 }, () => 'needs coding'),
      'not-an-invoice',
      'needs coding',
    ])
    const { lab, storage } = rig
    const { breakers } = await rig.health()
    const counted = Object.fromEntries(breakers.map(({ name, counters }) => [name, counters.calls]))
    expect(counted).toEqual({
      graph: lab.requests.count('graph'),
      openai: lab.requests.count('openai'),
      teams: lab.requests.count('teams'),
      'storage-blob': storage.requests.count('blob'),
      'storage-queue': storage.requests.count('queue'),
      'storage-table': countedTableCalls(rig),
      identity: 0,
    })
    expect(Math.min(...Object.values({ ...counted, identity: 1 }))).toBeGreaterThan(0)
    expect(lab.requests.count('lab', 'none')).toBe(0)
    expect(lab.requests.count('graph', 'uploadChunk')).toBeGreaterThan(1)
    const sent = lab.apMails().flatMap(({ attachments }) => attachments.map(({ bytes }) => bytes))
    expect(sent.some((bytes) => bytes.equals(large))).toBe(true)
  },
)

test('the listeners have a way of their own to storage, so that the count above is of the app alone', () => {
  const { listeners, storage } = rig
  const theirs = new Set(listeners.requests.all.map(({ service, method }) => `${service} ${method}`))
  // The drain looks into all queues each minute, which no listener does.
  const ours = storage.requests.all.filter((request) => request.service === 'queue' && !isByTheClock(request))

  expect(theirs).toEqual(new Set(['queue DELETE', 'queue GET']))
  expect(new Set(ours.map(({ method }) => method))).toEqual(new Set(['PUT', 'POST']))
})

test(
  'the layering script fails on a package of a service outside adapters, and on cockatiel outside resilience',
  slow,
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'layering-'))
    const files = {
      'src/pipeline/step.ts': "import { BlobServiceClient } from '@azure/storage-blob'\n",
      'src/functions/health.ts': "export { Client } from '@microsoft/microsoft-graph-client'\n",
      'src/domain/clock.ts': "const load = () => import('openai')\n",
      'src/adapters/graph/client.ts': "import { retry } from 'cockatiel'\n",
      'src/adapters/graph/fine.ts': "import { Client } from '@microsoft/microsoft-graph-client'\n",
    }
    try {
      for (const [file, text] of Object.entries(files)) {
        await mkdir(dirname(join(dir, file)), { recursive: true })
        await writeFile(join(dir, file), text)
      }
      const script = spawn(process.execPath, [join(projectRoot, 'scripts/check-layering.ts')], { cwd: dir })
      let said = ''
      script.stderr.on('data', (data: Buffer) => (said += data.toString()))

      expect(await once(script, 'close')).toEqual([1, null])
      const faulty = said
        .trim()
        .split('\n')
        .map((line) => line.split(':')[0])
      expect(new Set(faulty)).toEqual(new Set(Object.keys(files).filter((file) => !file.endsWith('fine.ts'))))
    } finally {
      await rm(dir, { recursive: true })
    }
  },
)
