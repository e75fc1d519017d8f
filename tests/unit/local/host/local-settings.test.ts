/** local.settings.json as the host reads it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { applyLocalSettings } from '../../../../local/host/app/local-settings.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'settings-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const write = (text: string) => writeFileSync(join(dir, 'local.settings.json'), text)

test('its Values become the environment, which wins where it has one already', () => {
  const env: NodeJS.ProcessEnv = { MINE: 'environment' }
  write('{"IsEncrypted": false, "Values": {"MINE": "file", "NEW": "file", "FLAG": true}}')
  applyLocalSettings(dir, env)
  expect(env).toEqual({ MINE: 'environment', NEW: 'file', FLAG: 'true' })
})

test('no file is no fault', () => {
  expect(() => applyLocalSettings(dir, {})).not.toThrow()
})

test.each(['{', '{"IsEncrypted": true, "Values": {}}', '{"Values": {"X": {"nested": 1}}}'])(
  '%s is refused',
  (text) => {
    write(text)
    expect(() => applyLocalSettings(dir, {})).toThrow('local.settings.json must be JSON')
  },
)
