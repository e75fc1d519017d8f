/** An opener of mails that are written as JSON after a line of header, so that a test needs no MIME. */
import type { InnerMail } from '../../src/domain/mail.ts'
import type { MailOpener } from '../../src/domain/ports/readers.ts'
import { faultPoint, type Faults } from './faults.ts'

/** What a test says of a mail within a mail. */
export interface SketchedMail {
  readonly subject?: string
  readonly from?: { readonly name: string; readonly address: string }
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>
  readonly files?: readonly SketchedFile[]
}

export interface SketchedFile {
  readonly name: string
  readonly contentType?: string
  readonly bytes: Uint8Array
  readonly isInline?: boolean
}

const head = 'From: somebody\r\nMIME-Version: 1.0\r\n\r\n'

/** The mail as the bytes that the fake opens; they look like a mail to the rules as well. */
export function sketched({ files = [], ...mail }: SketchedMail): Uint8Array {
  const inText = files.map((file) => ({ ...file, bytes: Buffer.from(file.bytes).toString('base64') }))
  return new TextEncoder().encode(`${head}${JSON.stringify({ ...mail, files: inText })}`)
}

export interface FakeMailOpener extends MailOpener, Faults<keyof MailOpener> {}

export function fakeMailOpener(): FakeMailOpener {
  const { faults, run } = faultPoint<keyof MailOpener>()
  return {
    ...faults,
    open: (bytes) =>
      run('open', () => {
        const text = new TextDecoder().decode(bytes)
        return text.startsWith(head) ? opened(JSON.parse(text.slice(head.length))) : undefined
      }),
  }
}

type Written = Omit<SketchedMail, 'files'> & {
  files: readonly (Omit<SketchedFile, 'bytes'> & { bytes: string })[]
}

function opened({ subject = '', from = { name: '', address: '' }, headers = {}, files }: Written): InnerMail {
  const parts = files.map(({ name, contentType = 'application/pdf', bytes, isInline = false }, at) => {
    const content = new Uint8Array(Buffer.from(bytes, 'base64'))
    const kind = contentType === 'message/rfc822' ? ('item' as const) : ('file' as const)
    const size = content.byteLength
    return { attachmentId: String(at + 1), name, contentType, size, kind, isInline, bytes: content }
  })
  return { subject, from, headers: new Map(Object.entries(headers)), parts }
}
