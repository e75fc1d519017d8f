/** The OData query options that the lab knows. */
import { expect, test } from 'vitest'
import { createMailbox } from '../../../../local/lab/graph/mailbox.ts'
import { parseExpand, parseFilter } from '../../../../local/lab/graph/odata.ts'

const property = 'String {5E0F9F7C-3C1B-4F0E-9A64-6D1C2B7A8E55} Name InvoiceId'
const mail = createMailbox('invoices@lab.example', { now: () => new Date('2026-11-02T08:00:00Z') }).put({
  from: { name: 'Contoso', address: 'billing@contoso.example' },
  subject: 'Invoice',
  receivedAt: new Date('2026-11-02T08:00:00.500Z'),
  internetMessageId: "<o'neil@contoso.example>",
  attachments: [],
})
mail.properties.set(property, 'one and two')

const ofProperty = (value: string, id = property.toLowerCase().replace('string', 'String')) =>
  `singleValueExtendedProperties/Any(ep: ep/id eq '${id}' and ep/value eq '${value}')`

test.each([
  ['', true],
  ['receivedDateTime ge 2026-11-02T08:00:00Z', true],
  ['receivedDateTime lt 2026-11-02T08:00:00Z', false],
  ["internetMessageId eq '<o''neil@contoso.example>'", true],
  ["internetMessageId eq '<other@contoso.example>'", false],
  [ofProperty('one and two'), true],
  [ofProperty('one'), false],
  [`isRead eq false and ${ofProperty('one and two')}`, true],
  [`isDraft eq true and ${ofProperty('one and two')}`, false],
])('$filter=%s finds the mail: %s', (filter, finds) => {
  expect(parseFilter(filter)(mail)).toBe(finds)
})

test.each(["subject eq 'x'", 'isRead eq false or isRead eq true', 'receivedDateTime ge never', 'isRead eq'])(
  '$filter=%s is refused',
  (filter) => {
    expect(() => parseFilter(filter)(mail)).toThrow('Invalid')
  },
)

test('$expand takes attachments and extended properties together', () => {
  expect(
    parseExpand(`attachments($select=id,name),singleValueExtendedProperties($filter=id eq '${property}')`),
  ).toEqual({ attachments: { select: ['id', 'name'] }, properties: [property] })
})

test.each(['replies', 'singleValueExtendedProperties'])('$expand=%s is refused', (expand) => {
  expect(() => parseExpand(expand)).toThrow(/Could not find|need a \$filter/)
})
