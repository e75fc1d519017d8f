/** Whether mail can be read, in the mailbox and in each folder that invoices come into. */
import { createMailbox } from '../../../src/adapters/graph/mailbox.ts'
import { systemClock } from '../../../src/domain/clock.ts'
import { isAnswer } from '../../../src/domain/errors.ts'
import type { Graph } from '../../../src/adapters/graph/client.ts'
import { bearerOf } from '../bearer.ts'
import { failed, ok, type Advice, type Check } from '../check.ts'
import type { Installation } from '../installation.ts'
import { personWithoutMail } from './identity.ts'

/** Lists the mails from now on: none, and yet it takes the right to read mail. */
export async function readFolder(graph: Graph, folder: string): Promise<void> {
  await createMailbox(graph).received(folder, { from: systemClock.now(), skip: 0 })
}

export const grantAdvice =
  'Run infra/grant-mailbox-access.ps1 for this mailbox and identity; it shows what it gave. Rights take up to two hours to apply: until then the app looks again at every poll.'

export const graphAdvice: Advice = {
  'no-right': grantAdvice,
  'unknown-caller':
    'Graph does not take the token: is GRAPH_BASE_URL the cloud that the tenant is in, and AZURE_TENANT_ID the tenant of the mailbox?',
}

export const mailbox: Check = {
  name: 'mailbox',
  needs: 'identity',
  async run({ graph, graphBearer }) {
    const bearer = bearerOf(await graphBearer())
    if (bearer?.is === 'person' && bearer.mailRights.length === 0) return personWithoutMail
    await readFolder(graph, 'Inbox')
    return ok('INVOICE_MAILBOX is readable')
  },
  advice: {
    ...graphAdvice,
    'not-found':
      'INVOICE_MAILBOX is no mailbox of this tenant: give its primary address, not an alias; a new mailbox takes some minutes to appear.',
  },
}

export const folders: Check = {
  name: 'folders',
  needs: 'mailbox',
  async run(installation) {
    const names = installation.config.intake.folders
    const missing = await missingFolders(installation, names)
    if (missing.length === 0) return ok(`found and readable: ${names.join(', ')}`)
    return failed(
      `not in the mailbox: ${missing.join(', ')}`,
      'Make the folder right under the root of the mailbox, or correct INVOICE_FOLDERS: names as Outlook shows them, separated by commas. A folder within a folder is named by its id.',
    )
  },
  advice: graphAdvice,
}

async function missingFolders({ graph }: Installation, names: readonly string[]): Promise<string[]> {
  const missing: string[] = []
  for (const name of names) {
    try {
      await readFolder(graph, name)
    } catch (error) {
      // A name that is no folder's goes to Graph as an id; one of no id's form is "malformed".
      if (!isAnswer(error, 'not-found') && !isAnswer(error, 'rejected')) throw error
      missing.push(name)
    }
  }
  return missing
}
