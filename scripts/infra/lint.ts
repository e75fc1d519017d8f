/** Builds the templates with their parameters; every diagnostic of compiler and linter is a fault, whatever its level. */
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { BicepCli } from './bicep-cli.ts'

const diagnostic = / : (?:Error|Warning|Info) /

/** The CLI's own lines, each with file and place. The parameters lead to main.bicep, and that to every module. */
export function lintFaults(cli: BicepCli, templates: string): string[] {
  const args = ['build-params', 'main.bicepparam', '--stdout']
  const { status, stderr, error } = spawnSync(cli.path, args, {
    cwd: templates,
    encoding: 'utf8',
    timeout: 120_000,
    maxBuffer: 50_000_000,
  })
  const told = (stderr ?? '').split('\n').filter((line) => diagnostic.test(line))
  const silent = told.length === 0 && status !== 0 ? [`bicep ${args[0]}: ${stderr || String(error)}`] : []
  return [...new Set([...told, ...silent, ...unusedModules(templates)])]
}

/** What nothing leads to was not looked at. */
function unusedModules(templates: string): string[] {
  const paths = globSync('**/*.bicep', { cwd: templates })
  const texts = paths.map((path) => readFileSync(join(templates, path), 'utf8'))
  return paths
    .filter((path) => path !== 'main.bicep')
    .filter((path) => !texts.some((text) => new RegExp(`^module .*[/']${basename(path)}'`, 'm').test(text)))
    .map((path) => `${path}: no template uses it; use it or take it away`)
}
