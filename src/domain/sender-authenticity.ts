/** Whether the mail is from whom it says, by the verdict that the own tenant's mail server wrote on it. */

/** The topmost of these headers is the last server's, and that is our own: those below are a stranger's words (RFC 8601 section 5). */
const verdictHeader = 'authentication-results'

/**
 * The check that failed, or undefined: passed, not checked, or of our own tenant. DMARC joins SPF and DKIM; `compauth` is
 * Exchange Online's verdict where a domain has no DMARC (docs: "Anti-spam message headers").
 */
export function failedCheck(headers: ReadonlyMap<string, string>): 'DMARC' | 'composite' | undefined {
  const verdict = headers.get(verdictHeader)?.toLowerCase()
  if (verdict === undefined) return undefined
  if (/\bdmarc=(fail|permerror)\b/.test(verdict)) return 'DMARC'
  return /\bcompauth=fail\b/.test(verdict) ? 'composite' : undefined
}
