/** `npm start` as a newcomer meets it: without settings it says what to set, and nothing else. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../local/build.ts'

const start = (env: Record<string, string>) =>
  new Promise<{ code: number | null; said: string }>((resolve) => {
    const { PATH = '', HOME = '' } = process.env
    const args = [join(projectRoot, 'local/start.ts'), '--own', '--port', '0']
    const child = execFile(
      process.execPath,
      args,
      { env: { PATH, HOME, ...env }, timeout: 60_000 },
      (_, out, err) => resolve({ code: child.exitCode, said: `${out}${err}` }),
    )
  })

test('faulty settings end it with 1: each fault once, where to read on, and no stack', {
  timeout: 90_000,
}, async () => {
  const { code, said } = await start({
    INVOICE_MAILBOX: 'not an address',
    InvoiceStorage__blobServiceUri: 'https://x.blob.core.windows.net',
  })

  expect(code).toBe(1)
  expect(said.match(/^ {2}- /gm)).toHaveLength(3)
  expect(said).toContain('  - INVOICE_MAILBOX: must be a mail address such as invoices@contoso.com')
  expect(said).toContain('  - AP_EMAIL_ADDRESS is missing: set it')
  expect(said).toContain('README.md, "Settings"')
  expect(said).not.toMatch(/^\s+at /m)
})
