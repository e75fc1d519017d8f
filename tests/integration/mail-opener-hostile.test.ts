/** Mails within mails that are built to hurt: each costs no more than its limits, and the next one is opened. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMailOpener } from '../../src/adapters/documents/mail-opener.ts'
import type { InnerMail } from '../../src/domain/mail.ts'
import { head, lines, mixed, pdf } from '../fixtures/mime.ts'

let opener: ReturnType<typeof createMailOpener>

beforeAll(() => {
  opener = createMailOpener()
})
afterAll(() => opener.close())

const named = (opened: InnerMail | undefined) => opened?.parts.map(({ name }) => name)

describe('hostile mails', () => {
  /** Multiparts in multiparts, each the only part of the one before. */
  function nested(depth: number): Buffer {
    const opens = Array.from({ length: depth }, (_, n) => [
      `Content-Type: multipart/mixed; boundary="n${n}"`,
      '',
      `--n${n}`,
    ]).flat()
    return lines(...head, ...opens, 'Content-Type: text/plain', '', 'deep')
  }

  test.each<[string, () => Buffer]>([
    ['a thousand parts deep', () => nested(1_000)],
    ['with 3 MB of header', () => lines(...head, `X-Long: ${'x'.repeat(3_000_000)}`, '', 'hello')],
    [
      'with a hundred thousand header lines',
      () => lines(...head, ...Array.from({ length: 100_000 }, (_, n) => `X-${n}: yes and yes`), '', 'hello'),
    ],
  ])('a mail %s cannot be opened, and the next one can', async (_, build) => {
    expect(await opener.open(build())).toBeUndefined()
    expect(named(await opener.open(mixed([pdf('a.pdf', Buffer.from('%PDF'))])))).toEqual(['a.pdf'])
  })

  test.each<[string, Buffer, string[]]>([
    [
      'whose boundary never ends',
      lines(
        ...head,
        'Content-Type: multipart/mixed; boundary="b"',
        '',
        '--b',
        'Content-Type: application/pdf; name="a.pdf"',
        'Content-Transfer-Encoding: base64',
        '',
        'JVBERg==',
      ),
      ['a.pdf'],
    ],
    ['that names no boundary', lines(...head, 'Content-Type: multipart/mixed', '', '--b', '', 'x'), []],
    ['of nothing but a head', lines(...head), []],
    ['of no byte', Buffer.alloc(0), []],
    ['of random bytes', randomBytes(100_000), []],
  ])('a mail %s is opened as far as it goes', async (_, bytes, names) => {
    expect(named(await opener.open(bytes))).toEqual(names)
  })

  test('base64 with signs that are none loses nothing of the other files', async () => {
    const broken = { type: 'application/pdf', name: 'broken.pdf', body: 'JVBE!!!Rg==\u0000%%%' }

    const opened = await opener.open(mixed([broken, pdf('whole.pdf', Buffer.from('%PDF whole'))]))

    expect(named(opened)).toEqual(['broken.pdf', 'whole.pdf'])
    expect(Buffer.from(opened?.parts[1]?.bytes ?? []).toString()).toBe('%PDF whole')
  })

  test('names with paths, line breaks and direction signs stay names: none becomes a path of ours', async () => {
    const name = '../../etc/passwd =?utf-8?B?4oCuZmRwLmV4ZQ==?='

    const opened = await opener.open(mixed([pdf(name, Buffer.from('%PDF'))]))

    expect(opened?.parts).toMatchObject([{ attachmentId: '1', contentType: 'application/pdf' }])
  })
})

describe('limits', () => {
  const withLimits = async (options: Parameters<typeof createMailOpener>[0], bytes: Uint8Array) => {
    const limited = createMailOpener(options)
    try {
      return await limited.open(bytes)
    } finally {
      await limited.close()
    }
  }
  const large = () => mixed([pdf('large.pdf', Buffer.alloc(24 * 1024 * 1024, 1))])

  const crowded = () => {
    const part = '--b1\r\nContent-Disposition: attachment\r\n\r\nx\r\n'
    const start = lines(...head, 'Content-Type: multipart/mixed; boundary="b1"', '', '')
    return Buffer.concat([start, Buffer.from(part.repeat(300_000))])
  }

  test('a document of 24 MB within a mail comes out whole', async () => {
    const opened = await opener.open(large())

    expect(opened?.parts[0]?.size).toBe(24 * 1024 * 1024)
  })

  test.each<[string, Parameters<typeof createMailOpener>[0], () => Buffer]>([
    ['time', { timeoutMs: 20 }, large],
    ['buffers', { bufferMb: 20 }, large],
    ['heap, for its many parts,', { heapMb: 32 }, crowded],
  ])(
    'a mail that needs more %s than it may have is left as it is, and the process lives',
    { timeout: 60_000 },
    async (_, options, build) => {
      expect(await withLimits(options, build())).toBeUndefined()
    },
  )
})
