/** Documents to measure and to mutate: the development set where it lies beside the project, else the samples of the demo. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sampleMails } from './demo/samples/sample-mails.ts'

export interface DocumentAtHand {
  readonly name: string
  readonly bytes: Uint8Array
}

const developmentSet = join(import.meta.dirname, '../../shared/invoices/dev')
const isDocument = (name: string): boolean => /\.(pdf|xml)$/i.test(name)

export async function documentsAtHand(): Promise<{ from: string; documents: readonly DocumentAtHand[] }> {
  const set = await developmentDocuments()
  if (set !== undefined) return { from: 'development set', documents: set }
  return { from: 'samples', documents: await sampleDocuments() }
}

export async function sampleDocuments(): Promise<readonly DocumentAtHand[]> {
  return (await sampleMails())
    .flatMap(({ mail }) => mail.attachments)
    .filter(({ name }) => isDocument(name))
    .map(({ name, bytes }) => ({ name, bytes }))
}

/** Undefined where the set is not there. */
async function developmentDocuments(): Promise<readonly DocumentAtHand[] | undefined> {
  const names = await readdir(developmentSet).catch(() => undefined)
  if (names === undefined) return undefined
  const files = names.filter((name) => isDocument(name)).toSorted()
  return Promise.all(
    files.map(async (name) => ({ name, bytes: new Uint8Array(await readFile(join(developmentSet, name))) })),
  )
}
