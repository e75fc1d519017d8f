/** ASP.NET route templates, written as find-my-way paths. */
import { HostError } from '../host-error.ts'

const hex = (n: number) => `[0-9a-f]{${n}}`

/** Constraints as regular expressions; find-my-way matches them without regard to case where it is told to. */
const constraints: Readonly<Record<string, string>> = {
  int: '^-?\\d+$',
  long: '^-?\\d+$',
  bool: '^true$|^false$',
  alpha: '^[A-Za-z]+$',
  guid: `^${[8, 4, 4, 4, 12].map(hex).join('-')}$`.replaceAll('a-f', 'A-Fa-f'),
}

export interface Route {
  /** Paths for find-my-way; several where a part is optional. */
  readonly paths: readonly string[]
  /** The name of a catch-all part, which find-my-way calls "*". */
  readonly rest: string | undefined
}

const partForm = /\{(\*{0,2})([A-Za-z_]\w*)(?::([^{}?=]+))?(\?)?\}/g

function param(template: string, name: string, constraint: string | undefined): string {
  if (constraint === undefined) return `:${name}`
  const expression = constraints[constraint.toLowerCase()]
  if (expression === undefined)
    throw new HostError(
      `Route "${template}": this host does not know the constraint "${constraint}"; it knows ${Object.keys(constraints).join(', ')}.`,
    )
  return `:${name}(${expression})`
}

/** `prefix` is host.json's routePrefix. HostError for a template that this host cannot serve. */
export function parseRoute(prefix: string, template: string): Route {
  const parts = [...prefix.split('/'), ...template.split('/')].filter((part) => part !== '')
  if (parts[0]?.toLowerCase() === 'admin')
    throw new HostError(`Route "${template}": paths under /admin belong to the host.`)
  let path = ''
  let rest: string | undefined
  const paths: string[] = []
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1
    let isOptional = false
    const written = part.replace(
      partForm,
      (_, star: string, name: string, constraint?: string, mark?: string) => {
        if (star !== '') rest = name
        isOptional ||= star !== '' || mark !== undefined
        return star === '' ? param(template, name, constraint) : '*'
      },
    )
    const isSpoilt = /[{}]/.test(written.replaceAll(/\(.*?\)/g, ''))
    if (isSpoilt || (isOptional && (!isLast || !part.startsWith('{'))))
      throw new HostError(`Route "${template}": this host cannot read "${part}".`)
    if (isOptional) paths.push(path === '' ? '/' : path)
    path += `/${written}`
  }
  return { paths: [...paths, path === '' ? '/' : path], rest }
}
