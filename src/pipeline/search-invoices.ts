/** Finds invoices by id, by number and by vendor, each in an index that lies ready. */
import type { Entry } from '../domain/entry.ts'
import { invoiceIdForm } from '../domain/ids.ts'
import type { Ledger } from '../domain/ports/ledger.ts'
import { type SearchKind, searchKinds, searchWord } from '../domain/search-words.ts'

export interface Found {
  readonly entries: readonly Entry[]
  /** What was looked for, and how many were found; `isAll` is false where there are more. */
  readonly searched: readonly {
    readonly by: SearchKind | 'id'
    readonly word: string
    readonly found: number
    readonly isAll: boolean
  }[]
}

/** Shown of each kind; each costs a read. */
const mostShown = 25

/** `by` narrows the search; without it a text that may be an id, a number or a vendor is looked for as each. */
export function makeSearchInvoices({ ledger }: { ledger: Ledger }) {
  return async (text: string, by?: SearchKind | 'id'): Promise<Found> => {
    const wanted = (kind: SearchKind | 'id') => by === undefined || by === kind
    const looks = await Promise.all([
      wanted('id') ? byId(ledger, text) : undefined,
      ...searchKinds.map((kind) => (wanted(kind) ? byWord(ledger, kind, text) : undefined)),
    ])
    const done = looks.filter((look) => look !== undefined)
    const byInvoice = new Map(done.flatMap(({ entries }) => entries).map((entry) => [entry.invoiceId, entry]))
    return {
      entries: [...byInvoice.values()],
      searched: done.map(({ entries, ...look }) => ({ ...look, found: entries.length })),
    }
  }
}

async function byId(ledger: Ledger, text: string) {
  const word = text.trim().toUpperCase()
  if (!invoiceIdForm.test(word)) return undefined
  const entry = await ledger.find(word)
  return { by: 'id', word, entries: entry === undefined ? [] : [entry], isAll: true } as const
}

async function byWord(ledger: Ledger, by: SearchKind, text: string) {
  const word = searchWord(by, text)
  return word === undefined ? undefined : { by, word, ...(await ledger.search({ by, word }, mostShown)) }
}
