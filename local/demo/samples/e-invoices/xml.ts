/** Objects as XML: keys are elements in their order, "@" marks an attribute, what is undefined is left out. */
import { XMLBuilder } from 'fast-xml-parser'

export type Element = { readonly [name: string]: string | Element | readonly Element[] | undefined }

const builder = new XMLBuilder({
  format: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#text',
})

export function xml(root: string, element: Element): Uint8Array {
  const tree = { '?xml': { '@version': '1.0', '@encoding': 'UTF-8' }, [root]: element }
  return new TextEncoder().encode(builder.build(tree))
}

/** UN/ECE Recommendation 20 codes of the units that the samples use; "C62" is a piece. */
export const unitCode = (unit: string): string => ({ kWh: 'KWH', 'Mon.': 'MON', mois: 'MON' })[unit] ?? 'C62'
