/** How large a folder is as a zip file, without writing one. */
import { deflateRawSync } from 'node:zlib'

export interface PackedFile {
  /** Relative, with slashes. */
  readonly path: string
  readonly bytes: Uint8Array
}

/** Of the format (APPNOTE 4.3.7, 4.3.12, 4.3.16): local header, entry in the directory, and the directory's end. */
const localHeader = 30
const directoryEntry = 46
const directoryEnd = 22

/** Bytes: each file deflated by itself, as zip does at its usual level, and the headers; extra fields of some tools add a few bytes a file. */
export function zippedSize(files: readonly PackedFile[]): number {
  return files.reduce((sum, file) => sum + deflatedSize(file) + headers(file), directoryEnd)
}

export function deflatedSize({ bytes }: PackedFile): number {
  return Math.min(bytes.byteLength, deflateRawSync(bytes).byteLength)
}

function headers({ path }: PackedFile): number {
  return localHeader + directoryEntry + 2 * Buffer.byteLength(path)
}
