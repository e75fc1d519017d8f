/** Many phrases as one regular expression that shares their beginnings: a thousand cost little more than one. */

interface Branch {
  readonly next: Map<string, Branch>
  isEnd: boolean
  /** Atoms of the longest phrase from here on. */
  depth: number
}

/** Each phrase is its atoms: pieces of regular expression, tried in their order. Of phrases that fit the longer one is tried first. */
export function anyPhrase(phrases: readonly (readonly string[])[]): string {
  const root = branch()
  for (const atoms of phrases) {
    let here = root
    atoms.forEach((atom, i) => {
      here.depth = Math.max(here.depth, atoms.length - i)
      const next = here.next.get(atom) ?? branch()
      here.next.set(atom, next)
      here = next
    })
    here.isEnd = true
  }
  return written(root)
}

const branch = (): Branch => ({ next: new Map(), isEnd: false, depth: 0 })

function written({ next, isEnd }: Branch): string {
  if (next.size === 0) return ''
  const ways = [...next]
    .toSorted(([, one], [, other]) => other.depth - one.depth)
    .map(([atom, after]) => atom + written(after))
  const [only = ''] = ways
  if (ways.length === 1 && !isEnd) return only
  return `(?:${ways.join('|')})${isEnd ? '?' : ''}`
}
