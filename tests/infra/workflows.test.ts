/** What a pipeline hands to the templates: each variable that the parameter file reads, by the same stand-in, in the look ahead and in the deployment. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../local/build.ts'

const text = (path: string): string => readFileSync(join(projectRoot, path), 'utf8')
const read = [
  ...text('infra/main.bicepparam').matchAll(/readEnvironmentVariable\('(\w+)', '([^']*)'\)/g),
].map(([, name = '', standIn = '']) => ({ name, standIn }))
/** A release names no place of its own, mailbox or pages: there these stand for a look alone. */
const always = new Set([
  'AZURE_ENV_NAME',
  'AZURE_LOCATION',
  'INVOICE_MAILBOX',
  'AP_EMAIL_ADDRESS',
  'DOCS_URL',
])

const workflow = text('.github/workflows/deploy.yml')
const jobs = ['what-if', 'deploy'].map((name) => {
  const job = workflow.split(new RegExp(`^  ${name}:$`, 'm'))[1]?.split(/^ {2}\S/m)[0] ?? ''
  const lines = job.matchAll(/^ {6}(\w+): \$\{\{ (?:vars|secrets)\.(\w+)(?: \|\| (.+))? \}\}$/gm)
  return { name, given: new Map([...lines].map(([, as = '', from, standIn]) => [as, { from, standIn }])) }
})

describe.each(jobs)('$name of deploy.yml', ({ given }) => {
  test.each(read)('hands on $name', ({ name }) => {
    expect(given.get(name)?.from).toBe(name)
  })

  // An empty variable is one that is set: the file's own stand-in would not be taken.
  test.each(read.filter(({ name }) => !always.has(name)))('stands in for $name', ({ name, standIn }) => {
    expect(given.get(name)?.standIn).toBe(standIn === '' ? undefined : `'${standIn}'`)
  })
})
