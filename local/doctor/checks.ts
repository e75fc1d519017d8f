/** All checks in their order: who we are, the mailbox, storage, the model, who is told. */
import type { Check } from './check.ts'
import { blob } from './checks/blob.ts'
import { draft, sendRight } from './checks/draft.ts'
import { identity } from './checks/identity.ts'
import { folders, mailbox } from './checks/mailbox.ts'
import { model, modelAndPdf } from './checks/model.ts'
import { notices } from './checks/notices.ts'
import { otherMailbox } from './checks/other-mailbox.ts'
import { queueMessage, queues } from './checks/queues.ts'
import { tableRow, tables } from './checks/tables.ts'
import { teams } from './checks/teams.ts'
import { telemetry } from './checks/telemetry.ts'

export const checks: readonly Check[] = [
  identity,
  mailbox,
  folders,
  otherMailbox,
  draft,
  sendRight,
  blob,
  queues,
  queueMessage,
  tables,
  tableRow,
  model,
  modelAndPdf,
  teams,
  notices,
  telemetry,
]
