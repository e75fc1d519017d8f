/** Tells a name from addresses, slogans and other text, and frees it from what is printed around it. */
import { isDecimal } from '../money.ts'
import { findDates } from './date-text.ts'
import { fold } from './fold.ts'
import { phrases, wholeWords, words } from './vocabulary.ts'

const legalForm = new RegExp(wholeWords(phrases(words.legalForms)), 'u')
const titles = [...phrases(words.titles), ...phrases(words.creditTitles), ...phrases(words.otherTitles)]
const titleEnd = new RegExp(`[\\s,:–-]+${wholeWords(titles)}[\\s.:]*$`, 'u')
const titleStart = new RegExp(`^\\W*${wholeWords(titles)}`, 'u')
const countryNames = new RegExp(
  `^(?:${wholeWords([...phrases(words.countries), 'deutschland', 'germany', 'france', 'frankreich', 'schweiz', 'switzerland', 'austria', 'osterreich', 'nederland', 'netherlands', 'belgie', 'belgique', 'belgium', 'espana', 'spain', 'italia', 'italy', 'portugal', 'polska', 'poland', 'suomi', 'finland', 'hrvatska', 'croatia'])})$`,
  'u',
)
/** Streets, estates and post boxes whose word stands in front. */
const street =
  /^(?:via|viale|corso|piazza|vicolo|strada|rue|avenue|avda|boulevard|impasse|chemin|zi|zac|zone industrielle|calle|plaza|paseo|poligono|pol\.? ind|carretera|ctra|rua|praca|travessa|estrada|zona industrial|ul|aleja|ulica|trg|po box|p\.o\. box|postbus|postfach|postboks|case postale|apartado|casella postale)(?:[ .,]|$)|^c\/ ?\p{L}/u
/** What registers and banks put behind a company's name in a footer. */
const tail =
  /\s+(?:au capital|sitz|geschaftsfuhrer|capital social|registered|reg\.|kvk|siret|rcs|is a |vat|tel|phone|ust|iban|btw|p\.? ?iva|nif|hrb|-? ?www)\b.*$/u

export const hasLegalForm = (name: string): boolean => {
  const match = legalForm.exec(fold(name))
  // "SA", "AG" and the like are written in capitals, and behind the name.
  return (
    match !== null &&
    match.index > 0 &&
    (match[0].length > 3 || /[A-Z]/.test(name.slice(match.index, match.index + 2)))
  )
}

export const isStreet = (text: string): boolean => street.test(fold(text))

/** The name at the beginning of a text, or undefined where there is none. */
export function nameIn(text: string): string | undefined {
  if (/^\s*[([]|:\s*$/.test(text)) return undefined
  let name = (text.split(/\s+[•·●|–—~*-]\s+|\s{3,}|[•·●|]|, (?=\d)/u)[0] ?? '').trim()
  name = name.replace(
    /^(?:name|firma|company|nom|nombre|nome|naam|nazwa|navn|namn|nimi|naziv|m\/s|messrs\.?|fa\.)\s*:\s*/i,
    '',
  )
  const end = titleEnd.exec(fold(name))
  if (end) name = name.slice(0, end.index)
  const behind = tail.exec(fold(name))
  if (behind) name = name.slice(0, behind.index)
  name = cutAddress(name)
    .replace(/^[^\p{L}\p{N}]+|[\s,;:|–-]+$/gu, '')
    .replace(/\s+/g, ' ')
  return isName(name) ? name : undefined
}

/** "Acme Ltd., 42 Milky Way": what follows a legal form and a comma is the address. */
function cutAddress(name: string): string {
  const comma = name.indexOf(', ')
  if (comma < 0) return name
  const rest = name.slice(comma + 2)
  return /\d/.test(rest) || (hasLegalForm(name.slice(0, comma)) && !legalForm.test(fold(rest)))
    ? name.slice(0, comma)
    : name
}

function isName(name: string): boolean {
  const folded = fold(name)
  const letters = name.replace(/[^\p{L}]/gu, '').length
  return (
    name.length >= 2 &&
    name.length <= 60 &&
    letters >= 2 &&
    letters >= name.length / 2 &&
    name.split(' ').length <= 8 &&
    !name.split(' ').every((word) => word.length === 1) &&
    !/[@:?!©]|https?|^www\.|^\(|^\d+ /i.test(name) &&
    !(name.endsWith('.') && !hasLegalForm(name)) &&
    !titleStart.test(folded) &&
    !(isStreet(name) && !hasLegalForm(name)) &&
    !countryNames.test(folded) &&
    !(/ \d{1,4} ?[a-z]?$/i.test(name) && !hasLegalForm(name)) &&
    !isDecimal(name) &&
    findDates(name).length === 0 &&
    !/^(?:page|seite|pagina|strona|sida|side|sivu|original|copy|kopie|copie|duplicate|paid|logo|tel|fax|e-?mail|phone|web|street|your (?:company|logo)|company name)\b/.test(
      folded,
    ) &&
    !/\d{4,5}\s+\p{L}|\b(?:strasse|straße|str\.|rue|street|avenue|road|via|calle|ul\.|platz|weg|laan|straat)\b.*\d/iu.test(
      name,
    )
  )
}

/** Lower-case words of a name, without its legal form: to be found again in a domain or a footer. */
export function nameWords(name: string): string[] {
  return fold(name)
    .replace(new RegExp(legalForm.source, 'gu'), ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)
}
