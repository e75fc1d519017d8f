/** Reads a vendor list from CSV: every line is checked before the first is sent. */
import { parse } from 'csv-parse/sync'
import {
  type Vendor,
  type VendorFacts,
  vendorIdForm,
  vendorIdFrom,
  vendorSchema,
} from '../../src/domain/vendor.ts'

/** `faults` name the line; with any of them nothing should be sent. */
export interface VendorList {
  readonly vendors: readonly Vendor[]
  readonly faults: readonly string[]
}

const lists = ['aliases', 'mailDomains', 'taxIds', 'ibans'] as const satisfies readonly (keyof VendorFacts)[]
const columns = new Set(['vendorId', ...Object.keys(vendorSchema.shape)])
const flags = new Set(['reseller', 'active', 'checkDuplicates'])
const yes = /^(true|yes|1)$/i
const no = /^(false|no|0)$/i

export function readVendorCsv(text: string): VendorList {
  const separator = /^[^\n"]*;/.test(text) ? ';' : ','
  const rows = parse(text, {
    columns: (header: string[]) => header.map((name) => name.trim()),
    bom: true,
    delimiter: separator,
    skip_empty_lines: true,
    trim: true,
    info: true,
  }) as unknown as { record: Record<string, string>; info: { lines: number } }[]
  const unknown = Object.keys(rows[0]?.record ?? {}).filter((name) => !columns.has(name))
  const faults = unknown.map((name) => `column ${name} is not known; known are ${[...columns].join(', ')}`)
  const vendors = new Map<string, Vendor>()
  for (const { record, info } of rows) {
    const parsed = vendorSchema.safeParse(valuesOf(record))
    const vendorId = record.vendorId || vendorIdFrom(record.name ?? '')
    const tell = (fault: string) => void faults.push(`line ${info.lines}: ${fault}`)
    if (!parsed.success)
      for (const issue of parsed.error.issues) tell(`${issue.path.join('.')}: ${issue.message}`)
    else if (!vendorIdForm.test(vendorId)) tell('vendorId: use lower-case letters, digits and hyphens')
    else if (vendors.has(vendorId)) tell(`vendorId: ${vendorId} stands in the list twice`)
    else vendors.set(vendorId, { vendorId, ...parsed.data })
  }
  if (rows.length === 0)
    faults.push('there is no vendor in the file: a header line and a line a vendor are needed')
  return { vendors: [...vendors.values()], faults }
}

/** Empty cells are left out; several values in a cell are parted by `|`. */
function valuesOf(record: Readonly<Record<string, string>>): Record<string, unknown> {
  const given = Object.entries(record).filter(
    ([name, text]) => columns.has(name) && name !== 'vendorId' && text !== '',
  )
  return Object.fromEntries(given.map(([name, text]) => [name, valueOf(name, text)]))
}

function valueOf(name: string, text: string): unknown {
  if ((lists as readonly string[]).includes(name))
    return text
      .split('|')
      .map((part) => part.trim())
      .filter((part) => part !== '')
  if (name === 'terms') return Number(text)
  if (flags.has(name)) return yes.test(text) ? true : no.test(text) ? false : text
  return text
}
