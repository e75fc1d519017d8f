/** What a fraud would look like: an account that the vendor never had, a sender who is not who he says, a domain made to deceive. */
import type { Doubt } from './doubt.ts'
import type { Arrival } from './entry.ts'
import { looksLike } from './look-alike.ts'
import type { Fields } from './reading.ts'
import type { Coding, Vendor } from './vendor.ts'

export function fraudSigns(
  { sender, failedCheck }: Pick<Arrival, 'sender' | 'failedCheck'>,
  fields: Fields,
  { vendorId }: Coding,
  vendors: readonly Vendor[],
): Doubt[] {
  const vendor = vendors.find((one) => one.vendorId === vendorId)
  return [
    ...newAccount(fields, vendor),
    ...(failedCheck === undefined
      ? []
      : [
          {
            kind: 'unverified-sender' as const,
            text: `The sender is not verified: the ${failedCheck} check of ${sender.address} failed. Do not answer this address.`,
          },
        ]),
    ...lookAlike(sender.address, vendors),
  ]
}

const plain = (iban: string): string => iban.replace(/\s/g, '').toUpperCase()

/** Only where the list has an account to compare with. */
function newAccount({ iban }: Fields, vendor: Vendor | undefined): Doubt[] {
  if (iban.value === null || vendor === undefined || vendor.ibans.length === 0) return []
  const read = plain(iban.value)
  if (vendor.ibans.some((known) => plain(known) === read)) return []
  const text = `${vendor.name} has another bank account on the vendor list than the one on this invoice (${read}). Ask the vendor by a number you know, not by this mail; if it is right, add it to the list and approve.`
  return [{ kind: 'new-bank-account', field: 'iban', text }]
}

function lookAlike(address: string, vendors: readonly Vendor[]): Doubt[] {
  const domain = address.split('@').at(-1) ?? ''
  const like = looksLike(domain, vendors)
  if (like === undefined) return []
  return [
    { kind: 'look-alike-sender', text: `The sender's domain ${domain} looks like ${like}, but is not.` },
  ]
}
