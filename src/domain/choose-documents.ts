/** Which attachments of a mail are documents, and which are logos, signatures and other trimmings. */
import { documentBytes, documentsPerMail, logoBytes } from './limits.ts'
import type { Attachment } from './mail.ts'

export interface Choice {
  readonly fetch: readonly Attachment[]
  readonly refuse: readonly { readonly attachment: Attachment; readonly why: string }[]
}

/** Signatures, calendar entries, business cards, and the text parts that mail servers turn into attachments. */
const trimmings = /\.(p7s|p7m|asc|ics|vcf|sig)$|^att\d{3,}\.(txt|html?)$|^winmail\.dat$/i
const trimmingTypes =
  /^(application\/(pkcs7-signature|x-pkcs7-signature|pgp-signature)|text\/(calendar|x?-?vcard))/i

const isPicture = (attachment: Attachment): boolean => /^image\//i.test(attachment.contentType)

function isTrimming(attachment: Attachment): boolean {
  if (trimmings.test(attachment.name) || trimmingTypes.test(attachment.contentType)) return true
  return isPicture(attachment) && (attachment.isInline || attachment.size < logoBytes)
}

/** Sorts a mail's attachments; what is refused still ends with a notice to accounts payable. */
export function chooseDocuments(attachments: readonly Attachment[]): Choice {
  const wanted = attachments.filter((attachment) => !isTrimming(attachment))
  const faultOf = (attachment: Attachment, place: number): string | undefined => {
    if (place >= documentsPerMail) return `the mail has more than ${documentsPerMail} documents`
    if (attachment.kind === 'reference') return 'it is a link to a cloud file, not the file itself'
    if (attachment.size > documentBytes) return `it is larger than ${documentBytes / 1024 / 1024} MB`
    return undefined
  }
  const sorted = wanted.map((attachment, place) => ({ attachment, why: faultOf(attachment, place) }))
  return {
    fetch: sorted.filter(({ why }) => why === undefined).map(({ attachment }) => attachment),
    refuse: sorted.flatMap(({ attachment, why }) => (why === undefined ? [] : [{ attachment, why }])),
  }
}
