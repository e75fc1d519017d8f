/** Finds out which e-invoice an XML is and reads it. */
import type { Reading } from '../../../domain/reading.ts'
import { ciiRoots, readCii } from './cii.ts'
import { readUbl, ublRoots } from './ubl.ts'
import { children, parseXml, XmlRefused, type XmlNode } from './xml.ts'

export type FoundEInvoice =
  | { readonly kind: 'e-invoice'; readonly reading: Reading }
  | { readonly kind: 'other-xml'; readonly root: string }
  | { readonly kind: 'damaged'; readonly detail: string }

export function readEInvoice(bytes: Uint8Array): FoundEInvoice {
  try {
    const { root, node } = parseXml(bytes)
    const reading = readRoot(root, node)
    return reading ? { kind: 'e-invoice', reading } : { kind: 'other-xml', root: root.slice(0, 60) }
  } catch (error) {
    if (error instanceof XmlRefused) return { kind: 'damaged', detail: error.message }
    throw error
  }
}

function readRoot(root: string, node: XmlNode): Reading | undefined {
  for (const name of ciiRoots) if (root === name) return readCii(node)
  for (const name of ublRoots) if (root === name && isUbl(node)) return readUbl(name, node)
  // Peppol's envelope carries the invoice as its second child.
  if (root === 'StandardBusinessDocument')
    for (const name of ublRoots) for (const inner of children(node, name)) return readUbl(name, inner)
  return undefined
}

/** "Invoice" is a name that many use; UBL's has these two. */
function isUbl(node: XmlNode): boolean {
  return (
    children(node, 'AccountingSupplierParty').length > 0 && children(node, 'LegalMonetaryTotal').length > 0
  )
}
