/** Width and height of a picture as its header states them: nothing is decoded, so that no picture is a bomb here. */

export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** undefined where the header is broken, or leaves a side open. */
export function sizeOf(bytes: Uint8Array, mediaType: 'image/jpeg' | 'image/png'): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = mediaType === 'image/png' ? pngSize(view) : jpegSize(view)
  return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined
}

/** The header is the first chunk, behind eight bytes of signature (PNG specification, section 11.2.1). */
function pngSize(view: DataView): PictureSize | undefined {
  const isHeader = view.byteLength >= 24 && view.getUint32(12) === 0x49484452
  return isHeader ? { width: view.getUint32(16), height: view.getUint32(20) } : undefined
}

/** Segment by segment to the frame header (ITU-T T.81, annex B); what stands between segments is passed over, as readers do. */
function jpegSize(view: DataView): PictureSize | undefined {
  for (let at = 2; at + 9 <= view.byteLength; ) {
    const marker = view.getUint8(at) === 0xff ? view.getUint8(at + 1) : 0
    if (isFrame(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    // The picture's data begin, or it ends, before its size was told.
    if (marker === 0xda || marker === 0xd9) return undefined
    if (marker === 0 || marker === 0xff) at += 1
    else at += hasLength(marker) ? 2 + view.getUint16(at + 2) : 2
  }
  return undefined
}

/** SOF0 to SOF15 without the tables and the extension that stand among them. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** All but TEM, the restart marks and the start of the picture. */
const hasLength = (marker: number): boolean => marker !== 0x01 && !(marker >= 0xd0 && marker <= 0xd8)
