/** A person's word that a document is an invoice, laid over a reading that took it for none. */
import type { Decision, Extraction } from './entry.ts'

/** The values stay as they were read; where the two that say the most are missing, it could not be read. */
export function takenForInvoice(extraction: Extraction, decision: Decision | undefined): Extraction {
  if (decision === undefined || extraction.verdict !== 'not-an-invoice') return extraction
  const { invoiceNumber, totalAmount } = extraction.fields
  const isRead = invoiceNumber.value !== null || totalAmount.value !== null
  return { ...extraction, documentType: 'invoice', verdict: isRead ? 'read' : 'could-not-be-read' }
}
