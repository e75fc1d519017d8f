/** The Bicep CLI of one version: as installed, else restored by `dotnet` from its NuGet package into .tools, which git ignores. */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Which resource types and rules are known goes with the version. */
export const bicepVersion = '0.49.2'

export interface BicepCli {
  readonly path: string
  readonly version: string
}

/** Milliseconds. */
const restoreTime = 240_000
const askTime = 30_000

const platforms: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'win32-x64': 'win-x64',
  'darwin-arm64': 'osx-arm64',
}

const tools = resolve(import.meta.dirname, '../../.tools')
const program = process.platform === 'win32' ? 'bicep.exe' : 'bicep'

/** What is there already: our version wherever it is, else whatever version is installed. Makes no request. */
export function findBicep(): BicepCli | undefined {
  // `az bicep install` puts it into the last of these.
  const candidates = [restoredPath(), 'bicep', join(homedir(), '.azure', 'bin', program)]
  const found = candidates
    .filter((path) => path !== undefined)
    .map(ask)
    .filter((cli) => cli !== undefined)
  return found.find(({ version }) => version === bicepVersion) ?? found[0]
}

/** Fetches our version where it is missing and can be had; else a sentence on why not. */
export function restoreBicep(): BicepCli | string {
  const platform = platforms[`${process.platform}-${process.arch}`]
  if (platform === undefined) return `no package of the Bicep CLI for ${process.platform}-${process.arch}`
  const options = [
    '--packages',
    join(tools, 'packages'),
    `-p:BicepPlatform=${platform}`,
    `-p:BicepVersion=${bicepVersion}`,
    `-p:BaseIntermediateOutputPath=${join(tools, 'obj')}/`,
  ]
  const project = join(import.meta.dirname, 'bicep-cli.csproj')
  const restore = spawnSync('dotnet', ['restore', project, ...options], {
    timeout: restoreTime,
    stdio: 'ignore',
  })
  if (restore.error !== undefined && 'code' in restore.error && restore.error.code === 'ENOENT')
    return 'neither bicep nor az bicep nor dotnet is installed'
  const path = restoredPath()
  if (restore.status !== 0 || path === undefined)
    return `dotnet could not restore the Bicep CLI ${bicepVersion} (offline?)`
  chmodSync(path, 0o755)
  return ask(path) ?? `the restored Bicep CLI ${bicepVersion} does not run here`
}

function restoredPath(): string | undefined {
  const platform = platforms[`${process.platform}-${process.arch}`] ?? ''
  const folder = `azure.bicep.commandline.${platform}`
  const path = join(tools, 'packages', folder, bicepVersion, 'tools', program)
  return existsSync(path) ? path : undefined
}

function ask(path: string): BicepCli | undefined {
  const { status, stdout } = spawnSync(path, ['--version'], { timeout: askTime, encoding: 'utf8' })
  const version = /version (\d+\.\d+\.\d+)/.exec(stdout ?? '')?.[1]
  return status === 0 && version !== undefined ? { path, version } : undefined
}
