/** The verdict on a picture, by its kind, its bytes and its header alone. */
import { megabyte, pictureBytes, picturePixels } from '../../domain/limits.ts'
import type { ParsedDocument, UnreadableReason } from '../../domain/reading.ts'
import type { PictureType } from './format.ts'
import { sizeOf } from './picture-size.ts'

type Unreadable = Extract<ParsedDocument, { kind: 'unreadable' }>

export function readPicture(bytes: Uint8Array, mediaType: PictureType): ParsedDocument {
  switch (mediaType) {
    case 'image/jpeg':
    case 'image/png':
      return unreadable(bytes, mediaType) ?? { kind: 'image-only', pageCount: 1, mediaType }
    case 'image/tiff':
      return verdict('tiff', 'No model of ours takes TIFF.')
    case 'image/heic':
      return verdict('heic', 'No model of ours takes HEIC.')
    case 'image/gif':
    case 'image/bmp':
    case 'image/webp':
      return verdict('other-picture', `Of pictures JPEG and PNG are read, this one is ${mediaType}.`)
  }
}

function unreadable(bytes: Uint8Array, mediaType: 'image/jpeg' | 'image/png'): Unreadable | undefined {
  const size = sizeOf(bytes, mediaType)
  if (size === undefined) return verdict('damaged', 'The picture does not say how large it is.')
  if (size.width * size.height > picturePixels)
    return verdict(
      'large-picture',
      `The picture has ${size.width} × ${size.height} pixels, ${picturePixels} are read at most.`,
    )
  if (bytes.byteLength <= pictureBytes) return undefined
  return verdict(
    'large-picture',
    `The picture has ${bytes.byteLength} bytes, ${pictureBytes / megabyte} MB are read at most.`,
  )
}

const verdict = (why: UnreadableReason, detail: string): Unreadable => ({ kind: 'unreadable', why, detail })
