/** What the app answers and what the desk's commands know of it are one thing, also where an invoice is doubtful. */
import { expect, test } from 'vitest'
import { readAnswer } from '../../../../local/app-client.ts'
import { answers } from '../../../../local/desk/answers.ts'
import { invoiceSheet } from '../../../../local/desk/sheets.ts'
import type { Doubt } from '../../../../src/domain/doubt.ts'
import { shownView } from '../../../../src/functions/desk-view.ts'
import { auditLine, entry, extraction, findings } from '../../../factories.ts'

const doubts: Doubt[] = [{ kind: 'new-bank-account', field: 'iban', text: 'another bank account' }]

test('an invoice with its doubts, fields and story is shown as it is', () => {
  const status = { state: 'held', findings: findings({ doubts }), reasons: ['another bank account'] } as const
  const shown = { entry: entry({ status }), extraction: extraction({ doubts }), audit: [auditLine()] }

  const answer: unknown = JSON.parse(JSON.stringify(shownView(shown)))

  expect(invoiceSheet(readAnswer(answers.wholeInvoice, answer))).toMatch(/To check.*another bank account/s)
})

test('an answer of another program is told, not shown', () => {
  expect(() => readAnswer(answers.wholeInvoice, { ok: true })).toThrow('are both of the same version?')
})
