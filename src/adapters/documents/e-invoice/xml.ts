/** XML as a tree, without DTD, entities of its own, or bottomless nesting; prefixes are dropped, so names are local names. */
import { decodeXML } from 'entities'
import { XMLParser, XMLValidator } from 'fast-xml-parser'

export type XmlNode = { readonly [name: string]: unknown } | string

/** The file is no XML that we read; the message says why. */
export class XmlRefused extends Error {
  override readonly name = 'XmlRefused'
}

/** EN 16931 syntaxes nest some 12 deep. */
const maxDepth = 60

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#text',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  maxNestedTags: maxDepth,
})

/** The tree under a root whose name is the only key. Throws XmlRefused. */
export function parseXml(bytes: Uint8Array): { root: string; node: XmlNode } {
  const text = decoded(bytes)
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new XmlRefused('it declares a DTD, which is refused')
  const verdict = XMLValidator.validate(text)
  if (verdict !== true) throw new XmlRefused(`line ${verdict.err.line}: ${verdict.err.msg}`)
  let tree: Record<string, unknown>
  try {
    tree = parser.parse(text) as Record<string, unknown>
  } catch (error) {
    throw new XmlRefused(error instanceof Error ? error.message : 'not well-formed', { cause: error })
  }
  const root = Object.keys(tree).find((name) => !name.startsWith('?') && !name.startsWith('#'))
  if (root === undefined) throw new XmlRefused('it has no root element')
  return { root, node: tree[root] as XmlNode }
}

/** By byte order mark, else by the declared encoding, else UTF-8 (XML 1.0, annex F). */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(200, bytes.byteLength)).toString('latin1')
  const declared = /^[^<]{0,4}<\?xml[^>]{0,80}encoding\s*=\s*["']([^"']{1,40})["']/.exec(head)?.[1]
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : declared
  try {
    return new TextDecoder(encoding ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new XmlRefused(`its bytes are not in the encoding ${encoding ?? 'UTF-8'}`, { cause: error })
  }
}

/** The children of that name, in document order. */
export function children(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  if (node === undefined || typeof node === 'string') return []
  const found = node[name]
  if (found === undefined) return []
  return (Array.isArray(found) ? found : [found]) as XmlNode[]
}

/** The first node on a path such as "Party/PartyName/Name". */
export function at(node: XmlNode | undefined, path: string): XmlNode | undefined {
  return path.split('/').reduce<XmlNode | undefined>((here, name) => children(here, name)[0], node)
}

/** The element's own text, entities decoded and blanks collapsed; undefined where there is none. */
export function textOf(node: XmlNode | undefined): string | undefined {
  const raw = typeof node === 'object' ? node['#text'] : node
  if (typeof raw !== 'string') return undefined
  const text = decodeXML(raw).replace(/\s+/g, ' ').trim()
  return text === '' ? undefined : text
}

export function attribute(node: XmlNode | undefined, name: string): string | undefined {
  const value = typeof node === 'object' ? node[`@${name}`] : undefined
  return typeof value === 'string' ? decodeXML(value) : undefined
}
