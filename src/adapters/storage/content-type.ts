/** A content type as a stranger's mail gave it, made fit for an HTTP header. */

const plainForm = /^[\w.+-]{1,100}\/[\w.+-]{1,100}(; ?[\w-]{1,40}="?[\w .+:-]{1,100}"?){0,3}$/

/** What is no content type becomes that of plain bytes; the original stands in the ledger. */
export function safeContentType(contentType: string): string {
  return plainForm.test(contentType) ? contentType : 'application/octet-stream'
}
