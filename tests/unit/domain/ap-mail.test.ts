/** The mail to accounts payable: the way to the invoice's page, where the platform says where that is. */
import { expect, test } from 'vitest'
import { apMail } from '../../../src/domain/ap-mail.ts'
import { anInvoiceId, entry, extraction, findings } from '../../factories.ts'

const route = { from: 'invoices@fabrikam.example', to: 'ap@fabrikam.example' }
const htmlBy = (operations?: string) =>
  apMail({ entry: entry(), findings: findings(), extraction: extraction() }, { ...route, operations }, [])
    .html

test('it links to the invoice on the operations page, which asks for the key itself', () => {
  const link = `<a href="https://invoices.example/ops#invoices/${anInvoiceId}">Its page`
  expect(htmlBy('https://invoices.example/ops')).toContain(link)
})

test('where nobody knows the address, no link stands in it', () => {
  expect(htmlBy()).not.toContain('<a ')
})
