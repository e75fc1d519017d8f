/** HTTP /ops: a fixed list of files, with headers that let no browser do more than show them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { HttpRequest } from '@azure/functions'
import { afterAll, expect, test } from 'vitest'
import { makeOpsPage } from '../../../src/functions/ops-page.ts'

const folder = mkdtempSync(join(tmpdir(), 'ops-'))
for (const name of ['index.html', 'page.js', 'style.css', 'secret.txt'])
  writeFileSync(join(folder, name), name)
afterAll(() => rmSync(folder, { recursive: true }))

const page = makeOpsPage(pathToFileURL(`${folder}/`))
const ask = (file?: string, headers: Record<string, string> = {}) =>
  page(
    new HttpRequest({
      method: 'GET',
      url: 'http://127.0.0.1/ops',
      params: file === undefined ? {} : { file },
      headers,
    }),
  )

test.each([
  [undefined, 'index.html', 'text/html; charset=utf-8'],
  ['page.js', 'page.js', 'text/javascript; charset=utf-8'],
  ['style.css', 'style.css', 'text/css; charset=utf-8'],
])('%s is served as what it is', async (file, name, type) => {
  const { body, headers } = await ask(file)
  expect(Buffer.from(body as Uint8Array).toString()).toBe(name)
  expect(headers).toMatchObject({ 'content-type': type, 'x-content-type-options': 'nosniff' })
})

test('nothing comes from elsewhere, nothing in line runs, nobody frames it', async () => {
  const { headers } = await ask()
  expect(headers).toMatchObject({
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-cache',
  })
})

test.each([
  'secret.txt',
  '../secret.txt',
  '..%2Fsecret.txt',
  './index.html',
  '/etc/passwd',
  'C:\\Windows\\win.ini',
  '..\\secret.txt',
  'page.js/',
  'page.js\0.css',
  'file:///etc/passwd',
  'http://127.0.0.1/index.html',
  '__proto__',
  'constructor',
  'INDEX.HTML',
])('%j is nobody', async (file) => {
  expect(await ask(file)).toMatchObject({ status: 404 })
})

test('whoever has it already gets it by its tag, without its bytes', async () => {
  const { etag = '' } = (await ask('page.js')).headers as Record<string, string>
  const again = await ask('page.js', { 'if-none-match': etag })
  expect(again).toMatchObject({ status: 304, headers: { etag, 'x-content-type-options': 'nosniff' } })
  expect(again.body).toBeUndefined()
  expect(await ask('style.css', { 'if-none-match': etag })).not.toMatchObject({ status: 304 })
})
