/** `node local/demo/samples/write.ts FOLDER`: the sample mails as .eml files, and their documents as loose files in FOLDER/documents. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { eml } from './eml.ts'
import { sampleMails } from './sample-mails.ts'

const command = new Command('write')
  .description(
    'Writes the sample mails of the demo as .eml files, and their documents as loose files in its folder `documents`.',
  )
  .argument('<folder>', 'where to write; made if it is not there, files of the same name are replaced')
  .option('--to <address>', 'the mailbox that the mails are addressed to', 'invoices@fabrikam.example')
  .parse()

const [folder = '.'] = command.args
const { to } = command.opts<{ to: string }>()

// Apart from the mails, so that a reader of the folder does not take each document in twice.
const loose = join(folder, 'documents')
await mkdir(loose, { recursive: true })
const samples = await sampleMails()
let documents = 0
for (const [i, { mail }] of samples.entries()) {
  const place = String(i + 1).padStart(2, '0')
  const sender = mail.from.address.split('@')[1]?.split('.')[0] ?? 'mail'
  await writeFile(join(folder, `${place}-${sender}.eml`), eml(mail, to))
  for (const { name, bytes, isInline } of mail.attachments) {
    if (isInline === true) continue
    await writeFile(join(loose, `${place}-${name}`), bytes)
    documents++
  }
}
console.log(`${samples.length} mails and ${documents} documents written to ${folder}`)
