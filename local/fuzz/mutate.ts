/** Harms documents as accidents and attackers do: the same seed harms the same way on every machine. */
import type { Chance } from '../eval/synthetic/random.ts'

export type Mutation = (bytes: Buffer, chance: Chance) => Buffer

const place = (bytes: Buffer, chance: Chance): number => chance.between(0, Math.max(0, bytes.length - 1))
const isXml = (bytes: Buffer): boolean => bytes.subarray(0, 200).includes('<')

/** Writes at some numbers of the text what no invoice amounts to. */
const wildNumbers = [
  '1e309',
  '-1e308',
  'NaN',
  'Infinity',
  '9'.repeat(40),
  '0x1F',
  '1.2.3',
  '-0',
  '99999999999999.99',
]

function inText(change: (text: string, chance: Chance) => string): Mutation {
  return (bytes, chance) => Buffer.from(change(bytes.toString('latin1'), chance), 'latin1')
}

export const mutations: Readonly<Record<string, Mutation>> = {
  'bytes flipped': (bytes, chance) => {
    const copy = Buffer.from(bytes)
    for (let i = chance.between(1, 40); i > 0; i--) copy[place(copy, chance)] = chance.between(0, 255)
    return copy
  },
  truncated: (bytes, chance) => bytes.subarray(0, place(bytes, chance)),
  'pieces swapped': (bytes, chance) => {
    const [a = 0, b = 0, c = 0] = [0, 0, 0].map(() => place(bytes, chance)).toSorted((x, y) => x - y)
    return Buffer.concat([
      bytes.subarray(0, a),
      bytes.subarray(b, c),
      bytes.subarray(a, b),
      bytes.subarray(c),
    ])
  },
  'a piece repeated': (bytes, chance) => {
    const at = place(bytes, chance)
    const piece = bytes.subarray(at, at + chance.between(1, 2_000))
    const times = chance.between(2, 200)
    return Buffer.concat([
      bytes.subarray(0, at),
      ...Array.from({ length: times }, () => piece),
      bytes.subarray(at),
    ])
  },
  'numbers changed': inText((text, chance) =>
    text.replace(/\d+(?:\.\d+)?/g, (number) => (chance.percent(3) ? chance.pick(wildNumbers) : number)),
  ),
  'objects swapped': inText((text, chance) =>
    text.replace(/\b(\d+) 0 R\b/g, (reference) =>
      chance.percent(10) ? `${chance.between(0, 60)} 0 R` : reference,
    ),
  ),
  'names exchanged': inText((text, chance) => {
    const names = text.match(/<[A-Za-z:]+|\/[A-Z][A-Za-z]+/g) ?? []
    if (names.length === 0) return text
    return text.replace(/<[A-Za-z:]+|\/[A-Z][A-Za-z]+/g, (name) =>
      chance.percent(4) ? chance.pick(names) : name,
    )
  }),
  'nested deep': inText((text, chance) => {
    const depth = chance.between(50, 20_000)
    const at = chance.between(0, text.length)
    const [open, close] = text.trimStart().startsWith('<') ? ['<a>', '</a>'] : ['[', ']']
    return text.slice(0, at) + open.repeat(depth) + close.repeat(depth) + text.slice(at)
  }),
  'entities and a DTD': inText((text, chance) => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "cccccccccc"><!ENTITY d "&b;&b;&b;&b;&b;&b;">]>'
    const at = text.indexOf('>') + 1
    return chance.percent(50)
      ? text.slice(0, at) + bomb + text.slice(at)
      : text.replace(/>([^<]{1,20})</g, (all, words: string) =>
          chance.percent(20) ? `>&d;${words}&#x0;<` : all,
        )
  }),
  'huge attributes': inText((text, chance) =>
    text.replace(/<([A-Za-z:]+)/g, (all, name: string) =>
      chance.percent(2) ? `<${name} x="${'y'.repeat(chance.between(1_000, 200_000))}"` : all,
    ),
  ),
}

/** One to three harms, one after the other; those for XML alone leave a PDF to the others. */
export function mutated(bytes: Uint8Array, chance: Chance): { bytes: Buffer; how: string } {
  const names = Object.keys(mutations).filter(
    (name) => isXml(Buffer.from(bytes)) || !/DTD|attributes/.test(name),
  )
  const chosen = Array.from({ length: chance.pick([1, 1, 1, 2, 3]) }, () => chance.pick(names))
  const harmed = chosen.reduce<Buffer>(
    (harm, name) => mutations[name]?.(harm, chance) ?? harm,
    Buffer.from(bytes),
  )
  return { bytes: harmed, how: chosen.join(', ') }
}
