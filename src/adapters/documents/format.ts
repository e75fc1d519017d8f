/** What a document is by its content: names and content types of mail attachments are wrong too often. */

export type Format =
  | { readonly kind: 'pdf' }
  | { readonly kind: 'xml' }
  | { readonly kind: 'image'; readonly mediaType: PictureType }
  | { readonly kind: 'unknown' }

/** The pictures that are known, which are more than can be read: a clerk is told what he has. */
export type PictureType = `image/${'jpeg' | 'png' | 'tiff' | 'heic' | 'gif' | 'bmp' | 'webp'}`

/** ISO base media brands of HEIC and HEIF pictures, at bytes 8 to 12. */
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'heif'])

/** Readers accept junk before "%PDF" within the first kilobyte (ISO 32000-1, annex H.3.4.1). */
const pdfHeaderWithin = 1024

export function formatOf(bytes: Uint8Array): Format {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, pdfHeaderWithin + 4))
  if (head.includes('%PDF')) return { kind: 'pdf' }
  const mediaType = imageType(head)
  if (mediaType !== undefined) return { kind: 'image', mediaType }
  return looksLikeXml(head) ? { kind: 'xml' } : { kind: 'unknown' }
}

function imageType(head: Buffer): PictureType | undefined {
  const latin = head.toString('latin1', 0, 16)
  if (latin.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (latin.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (latin.startsWith('II*\0') || latin.startsWith('MM\0*')) return 'image/tiff'
  if (latin.slice(4, 8) === 'ftyp' && heicBrands.has(latin.slice(8, 12))) return 'image/heic'
  if (/^GIF8[79]a/.test(latin)) return 'image/gif'
  if (/^RIFF[^]{4}WEBP/.test(latin)) return 'image/webp'
  // Two letters are little: four bytes that are always zero stand behind the length.
  if (/^BM[^]{4}\0{4}/.test(latin)) return 'image/bmp'
  return undefined
}

/** Without zero bytes and a byte order mark, UTF-16 begins like UTF-8. HTML begins with "<" too, but is no XML for us. */
function looksLikeXml(head: Buffer): boolean {
  const start = head
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .trimStart()
  return /^<[?!A-Za-z_]/.test(start) && !/^<(!doctype )?html/i.test(start)
}
