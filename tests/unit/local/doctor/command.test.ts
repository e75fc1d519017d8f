/** Exit codes and words of the command line, where no call is made. */
import { expect, test } from 'vitest'
import { doctor } from '../../../../local/doctor/command.ts'
import { readConfig } from '../../../../src/config.ts'

async function run(...args: string[]) {
  const [printed, complaints]: [string[], string[]] = [[], []]
  const code = await doctor(args, () => readConfig({}), {
    print: (text) => void printed.push(text),
    complain: (text) => void complaints.push(text),
    progress: () => {},
    columns: 100,
  })
  return { code, printed: printed.join('\n'), complaints: complaints.join('\n') }
}

test.each([
  ['an option that is none', ['--fix'], /unknown option '--fix'/],
  ['a word too many', ['mailbox'], /too many arguments/],
  ['an address that is none', ['--other-mailbox', 'boss'], /someone@contoso\.com/],
  ['an address left out', ['--other-mailbox'], /argument missing/],
])('%s: 2, and what is wrong', async (_, args, complaint) => {
  expect(await run(...args)).toMatchObject({
    code: 2,
    printed: '',
    complaints: expect.stringMatching(complaint),
  })
})

test('--help: 0, and who makes the calls', async () => {
  const { code, printed } = await run('--help')
  expect(code).toBe(0)
  expect(printed).toMatch(/whoever runs this[^]*--other-mailbox[^]*Ends with 0/)
})

test('without settings: 1, every missing one, what to do once, and no call', async () => {
  const { code, printed } = await run()
  expect(code).toBe(1)
  expect(printed).toMatch(
    /INVOICE_MAILBOX is missing[^]*AP_EMAIL_ADDRESS is missing[^]*InvoiceStorage is missing/,
  )
  expect(printed.match(/Set it in local\.settings\.json/g)).toHaveLength(1)
  expect(printed).toMatch(/the rest +skipped[^]*0 ok, 3 failed, 1 skipped\.$/)
})
