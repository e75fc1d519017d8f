/** Whoever reads a document or opens a mail within a mail. */
import type { InnerMail } from '../mail.ts'
import type { ParsedDocument, Reading } from '../reading.ts'

export interface DocumentParser {
  /** Never throws for a bad document: that is a verdict. */
  parse(document: { name: string; contentType: string; bytes: Uint8Array }): Promise<ParsedDocument>
}

export interface MailOpener {
  /** One level of a mail within a mail; undefined where it cannot be opened. Never throws for a bad mail. */
  open(bytes: Uint8Array): Promise<InnerMail | undefined>
}

export interface ModelReader {
  /**
   * Asks the model about a parsed document. RemoteAnswer 'content-filter' or 'rejected' where it will not answer;
   * DependencyFailed or CallRefused where it is away.
   */
  read(
    document: { name: string; contentType: string; bytes: Uint8Array },
    parsed: ParsedDocument,
  ): Promise<Reading>
}
