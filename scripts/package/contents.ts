/** What is in a package, as a table: the large files by name, the small chunks in one line. */
import { plainTable } from '../../local/plain-table.ts'
import { deflatedSize, type PackedFile } from './zipped-size.ts'

/** `what`: the module that the file stands for, an entry or what is imported lazily. */
export type NamedFile = PackedFile & { readonly what: string }

const smallBytes = 20 * 1024

export function contents(files: readonly NamedFile[]): string {
  const bySize = files.toSorted((a, b) => b.bytes.byteLength - a.bytes.byteLength)
  const isSmall = ({ path, bytes }: PackedFile) =>
    /chunk-|-[0-9A-Z]{8}\.js$/.test(path) && bytes.byteLength < smallBytes
  const small = bySize.filter(isSmall)
  const rows = bySize
    .filter((file) => !isSmall(file))
    .map((file) => [file.path, kb(file.bytes.byteLength), kb(deflatedSize(file)), file.what])
  if (small.length > 0)
    rows.push([
      `${small.length} small chunks`,
      kb(sum(small, ({ bytes }) => bytes.byteLength)),
      kb(sum(small, deflatedSize)),
      '',
    ])
  return plainTable(
    [
      { head: 'file' },
      { head: 'KB', align: 'right' },
      { head: 'zipped', align: 'right' },
      { head: 'what it is' },
    ],
    rows,
  )
}

function sum(files: readonly PackedFile[], of: (file: PackedFile) => number): number {
  return files.reduce((total, file) => total + of(file), 0)
}

function kb(bytes: number): string {
  return (bytes / 1024).toFixed(1)
}
