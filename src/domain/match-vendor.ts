/** Finds the vendor of an invoice in the vendor list and gives the coding, or says why a person has to. */
import Fuse from 'fuse.js'
import { normaliseName } from './business-key.ts'
import type { Fields } from './reading.ts'
import type { Coding, Vendor } from './vendor.ts'

const code = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** Legal forms say nothing about who it is: "Contoso" and "Contoso Ltd." are one vendor. */
const legalForms =
  /\b(gmbh|mbh|co|kg|ag|inc|llc|ltd|limited|corp|corporation|company|sas|sarl|sa|bv|nv|oy|ab|srl|spa|plc|sl|as|aps|ug|ohg|kft|doo|zoo)\b/g

const bareName = (name: string): string => {
  const plain = normaliseName(name)
  return plain.replace(legalForms, ' ').replace(/\s+/g, ' ').trim() || plain
}

/** Fuse's score: 0 is the same word for word, 1 nothing alike. At 0.2 one letter in five may differ. */
const nameThreshold = 0.2

type Match = { vendor: Vendor; by: (Coding & { kind: 'coded' })['matchedBy'] }

function byName(name: string, vendors: readonly Vendor[]): Vendor | undefined {
  const list = vendors.map((vendor) => ({ vendor, name: bareName(vendor.name) }))
  const wanted = bareName(name)
  if (wanted.length < 4) return list.find((line) => line.name === wanted)?.vendor
  const fuse = new Fuse(list, {
    keys: ['name'],
    includeScore: true,
    threshold: nameThreshold,
    ignoreLocation: true,
  })
  // A short name inside a long one scores well in Fuse; the lengths have to agree too.
  const near = fuse
    .search(wanted.slice(0, 32 * 4))
    .filter(
      ({ item }) => Math.abs(item.name.length - wanted.length) <= Math.ceil(wanted.length * nameThreshold),
    )
  const [best, second] = near
  // Two vendors as near as each other: a person decides.
  if (best === undefined || (second !== undefined && second.score === best.score)) return undefined
  return best.item.vendor
}

/** Tax id, IBAN, alias, mail domain, then name, the surest first. Several vendors for one mark are no match. */
function findVendor(fields: Fields, senderDomain: string, vendors: readonly Vendor[]): Match | undefined {
  const only = (fits: (vendor: Vendor) => boolean): Vendor | undefined => {
    const [first, ...others] = vendors.filter(fits)
    return others.length === 0 ? first : undefined
  }
  const taxId = fields.vendorTaxId.value
  const iban = fields.iban.value
  const name = fields.vendorName.value
  const marks: [Match['by'], Vendor | undefined][] = [
    ['tax id', taxId ? only((vendor) => vendor.taxIds.some((id) => code(id) === code(taxId))) : undefined],
    ['IBAN', iban ? only((vendor) => vendor.ibans.some((own) => code(own) === code(iban))) : undefined],
    [
      'alias',
      name
        ? only((vendor) =>
            [vendor.name, ...vendor.aliases].some((alias) => bareName(alias) === bareName(name)),
          )
        : undefined,
    ],
    ['mail domain', only((vendor) => vendor.mailDomains.some((own) => own.toLowerCase() === senderDomain))],
    ['name', name ? byName(name, vendors) : undefined],
  ]
  const found = marks.find(([, vendor]) => vendor !== undefined)
  return found?.[1] === undefined ? undefined : { by: found[0], vendor: found[1] }
}

/** The coding of an invoice from the vendor list; inactive vendors are known but not coded. */
export function codingOf(fields: Fields, sender: string, vendors: readonly Vendor[]): Coding {
  const match = findVendor(fields, sender.split('@').at(-1)?.toLowerCase() ?? '', vendors)
  if (match === undefined) {
    const name = fields.vendorName.value
    return {
      kind: 'needs-coding',
      reason: name === null ? 'the vendor could not be read' : `"${name}" is not in the vendor list`,
    }
  }
  const { vendor, by } = match
  const byHand = (reason: string): Coding => ({ kind: 'needs-coding', vendorId: vendor.vendorId, reason })
  if (!vendor.active) return byHand(`${vendor.name} is in the vendor list but not active`)
  if (vendor.reseller) return byHand(`${vendor.name} is a reseller: the coding follows from what was bought`)
  if (vendor.ledgerAccount === undefined)
    return byHand(`${vendor.name} has no ledger account in the vendor list`)
  return {
    kind: 'coded',
    vendorId: vendor.vendorId,
    vendorName: vendor.name,
    matchedBy: by,
    ledgerAccount: vendor.ledgerAccount,
    department: vendor.department,
    allocationSchedule: vendor.allocationSchedule,
    billingParty: vendor.billingParty,
  }
}
