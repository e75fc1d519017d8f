/** What one invented invoice says: parties, numbers, dates, lines and sums, with the words its country uses. */
import { addDays } from '../../../src/domain/dates.ts'
import { articles } from './articles.ts'
import locales from './locales.json' with { type: 'json' }
import { amountText, dateText, type MonthLanguage } from './print.ts'
import { chanceOf, type Chance } from './random.ts'
import wording from './wording.json' with { type: 'json' }

export type LocaleName = keyof typeof locales
export type Word = keyof (typeof wording)['en']

export interface Party {
  readonly name: string
  readonly street: string
  readonly town: string
  readonly taxId: string
}

export interface Facts {
  readonly locale: LocaleName
  readonly language: MonthLanguage
  readonly country: string
  readonly chance: Chance
  /** One of the language's words for it, the same each time. */
  readonly word: (word: Word) => string
  readonly seller: Party
  readonly buyer: Party
  readonly iban: string
  readonly domain: string
  readonly isCredit: boolean
  readonly number: string
  readonly others: Readonly<Record<'yourOrder' | 'ourOrder' | 'customer' | 'delivery', string>>
  readonly date: string
  readonly otherDate: string
  readonly due: {
    readonly how: 'label' | 'terms' | 'sentence' | 'end-of-month' | 'none'
    readonly date: string
  }
  readonly days: number
  readonly lines: readonly { text: string; quantity: number; price: number; amount: number }[]
  readonly rate: number
  readonly shipping: number
  readonly net: number
  readonly tax: number
  readonly gross: number
  readonly deposit: number
  readonly currency: string
  /** Bare, as in a table whose head or total names the currency. */
  readonly plain: (minor: number) => string
  /** With the currency's mark. */
  readonly money: (minor: number) => string
  readonly day: (iso: string) => string
}

const listed = (text: string): string[] => text.split(' | ')
const numberForms =
  '2024-#### | RE-##### | F2024/### | ######## | INV-2024-#### | A-##### | FV ##/2024 | #### | 24###### | 2024/##/### | ##-###-# | FT A/#### | PRO######'

export const localeNames = Object.keys(locales) as LocaleName[]

export function factsOf(locale: LocaleName, seed: number): Facts {
  const chance = chanceOf(seed)
  const facts = locales[locale]
  const language = locale.slice(0, 2) as MonthLanguage
  const pick = (list: string): string => chance.pick(listed(list))
  const code = (form: string): string => form.replaceAll('#', () => String(chance.between(1, 9)))
  const words = new Map<Word, string>()
  const word = (name: Word): string => {
    const known = words.get(name) ?? pick(wording[language][name])
    words.set(name, known)
    return known
  }
  const form = pick(facts.dates)
  const mark = pick(facts.marks)
  const isCredit = chance.percent(8)
  const sign = isCredit && chance.percent(50) ? -1 : 1
  const lines = Array.from({ length: chance.between(1, 6) }, (_, i) => {
    const quantity = chance.between(1, 12)
    const price = chance.between(150, chance.percent(25) ? 250_000 : 30_000)
    return {
      text: `${pick(articles[language])} ${'ABCDEF'[i]}${chance.between(1, 40)}`,
      quantity,
      price,
      amount: sign * quantity * price,
    }
  })
  const shipping = chance.percent(20) ? sign * chance.between(490, 2_500) : 0
  const net = lines.reduce((sum, { amount }) => sum + amount, shipping)
  const tax = Math.round((net * facts.rate) / 100)
  const date = addDays('2023-01-02', chance.between(0, 900))
  const days = chance.pick([8, 10, 14, 20, 21, 30, 30, 45, 60])
  const how = chance.pick([
    'label',
    'label',
    'label',
    'terms',
    'terms',
    'sentence',
    'end-of-month',
    'none',
  ] as const)
  const town = pick(facts.towns)
  const name = pick(facts.sellers)
  return {
    locale,
    language,
    country: facts.country,
    chance,
    word,
    seller: { name, street: pick(facts.streets), town, taxId: facts.taxId },
    buyer: {
      name: pick(facts.buyers),
      street: pick(facts.streets),
      town: chance.pick(listed(facts.towns).filter((other) => other !== town)),
      taxId: facts.buyerTaxId,
    },
    iban: facts.iban,
    domain: `${name
      .normalize('NFD')
      .replace(/[^A-Za-z ]/g, '')
      .toLowerCase()
      .split(' ')
      .filter(Boolean)
      .slice(0, 2)
      .join('-')}.example`,
    isCredit,
    number: code(pick(numberForms)),
    others: {
      yourOrder: code(chance.pick(['PO-#####', '45########', 'B-####', '######'])),
      ourOrder: code(chance.pick(['AB-#####', '######', '2024-#####'])),
      customer: code(chance.pick(['#####', 'K-####', 'C####'])),
      delivery: code(chance.pick(['LS-#####', '########'])),
    },
    date,
    otherDate: addDays(date, -chance.between(1, 20)),
    due: { how, date: how === 'end-of-month' ? endOfMonth(addDays(date, days)) : addDays(date, days) },
    days,
    lines,
    rate: facts.rate,
    shipping,
    net,
    tax,
    gross: net + tax,
    deposit: !isCredit && chance.percent(15) ? Math.round((net + tax) / 4) : 0,
    currency: facts.currency,
    plain: (minor) => amountText(minor, facts.numbers),
    money: (minor) => mark.replace('@', amountText(minor, facts.numbers)),
    day: (iso) => dateText(iso, form, language),
  }
}

function endOfMonth(iso: string): string {
  const [year = 0, month = 0] = iso.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}
