/** Which attachments of a mail are documents, and which are logos, signatures and other trimmings. */
import { keptBytes, logoBytes, megabyte, photoBytes, scanBytes, trimmingBytes } from './limits.ts'
import type { Attachment } from './mail.ts'

export interface Choice<A extends Attachment = Attachment> {
  readonly fetch: readonly A[]
  /** Pictures that are logos beside a document, but may be a scan or a photo where the mail holds none. */
  readonly scans: readonly A[]
  readonly refuse: readonly { readonly attachment: A; readonly why: string }[]
}

/** Signatures, calendar entries, business cards, and the text parts that mail servers turn into attachments. */
const trimmings = /\.(p7s|asc|ics|vcf|sig)$|^att\d{3,}\.(txt|html?)$/i
const trimmingTypes =
  /^(application\/(pkcs7-signature|x-pkcs7-signature|pgp-signature)|text\/(calendar|x?-?vcard))/i

const noType = /^(application\/octet-stream)?$/i
const hasEnding = /\.\w{2,5}$/
const pictureEnding = /\.(png|gif|jpe?g|bmp|webp|svg|heic)$/i
/** No logo: a name that says document, whatever the type says, and TIFF, which is what a fax arrives as. */
const documentEnding = /\.(pdf|xml|eml|p7m|zip|tiff?)$/i

function isPicture({ name, contentType }: Attachment): boolean {
  if (documentEnding.test(name) || /^image\/tiff/i.test(contentType)) return false
  return /^image\//i.test(contentType) || (noType.test(contentType) && pictureEnding.test(name))
}

const isLogo = (attachment: Attachment): boolean =>
  isPicture(attachment) && (attachment.isInline || attachment.size < logoBytes)

/** A type counts only where the name does not say otherwise, and nothing large is dropped unseen. */
function isTrimming({ name, contentType, size }: Attachment): boolean {
  if (size > trimmingBytes) return false
  return trimmings.test(name) || (trimmingTypes.test(contentType) && !hasEnding.test(name))
}

/** Sorts attachments by what is known before they are fetched; what is refused still ends with a notice. */
export function chooseDocuments<A extends Attachment>(attachments: readonly A[]): Choice<A> {
  const wanted = attachments.filter((attachment) => !isTrimming(attachment) && !isLogo(attachment))
  const sorted = wanted.map((attachment) => ({ attachment, why: whyRefused(attachment) }))
  return {
    fetch: sorted.filter(({ why }) => why === undefined).map(({ attachment }) => attachment),
    scans: attachments.filter((one) => isLogo(one) && one.size >= (one.isInline ? photoBytes : scanBytes)),
    refuse: sorted.flatMap(({ attachment, why }) => (why === undefined ? [] : [{ attachment, why }])),
  }
}

function whyRefused({ kind, size }: Attachment): string | undefined {
  if (kind === 'reference') return 'it is a link to a cloud file, not the file itself'
  return size > keptBytes ? tooLargeToKeep : undefined
}

export const tooLargeToKeep = `it is larger than ${keptBytes / megabyte} MB`
