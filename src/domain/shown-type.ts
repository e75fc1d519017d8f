/** As what a stored document may be shown: by its bytes, whatever the mail that brought it says. */

export type ShownType = 'application/pdf' | 'image/png' | 'image/jpeg'

const marks: readonly { type: ShownType; bytes: readonly number[] }[] = [
  { type: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
]

/** undefined for anything that a browser might do more with than draw it. */
export function shownType(document: Uint8Array): ShownType | undefined {
  return marks.find(({ bytes }) => bytes.every((byte, at) => document[at] === byte))?.type
}
