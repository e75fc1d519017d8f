/** European VAT numbers by their check digits. */
import { stdnum } from 'stdnum'

/** stdnum's name for each country's VAT number (its chapter per country). */
export const vatForms: Readonly<Record<string, readonly string[]>> = {
  AT: ['uid'],
  BE: ['vat'],
  BG: ['vat'],
  CH: ['uid', 'vat'],
  CY: ['vat'],
  CZ: ['dic'],
  DE: ['vat'],
  DK: ['cvr'],
  EE: ['kmkr'],
  ES: ['nif', 'cif'],
  FI: ['alv'],
  FR: ['tva'],
  GB: ['vat'],
  GR: ['vat'],
  HR: ['oib'],
  HU: ['anum'],
  IE: ['vat'],
  IT: ['iva'],
  LT: ['pvm'],
  LU: ['tva'],
  LV: ['pvn'],
  MT: ['vat'],
  NL: ['btw'],
  NO: ['mva', 'orgnr'],
  PL: ['nip'],
  PT: ['nif'],
  RO: ['cif', 'cui'],
  SE: ['vat'],
  SI: ['ddv'],
  SK: ['dph'],
}

/** Greece writes EL; Northern Ireland's XI keeps the British form. */
const countryOf: Readonly<Record<string, string>> = { EL: 'GR', XI: 'GB' }

/** 'unknown' where no country stands in front, or we know no check for it. */
export function taxIdVerdict(id: string): 'right' | 'wrong' | 'unknown' {
  const compact = id.replace(/[^A-Za-z0-9]/g, '').toUpperCase()
  const prefix = compact.slice(0, 2)
  const country = countryOf[prefix] ?? prefix
  const forms = vatForms[country]
  if (forms === undefined || compact.length < 8) return 'unknown'
  // Switzerland and Norway put the tax's name behind the number.
  const candidates = [compact, compact.slice(2), compact.replace(/(MVA|MWST|TVA|IVA)$/, '')]
  const isRight = forms.some((form) =>
    candidates.some((candidate) => stdnum[country]?.[form]?.validate(candidate).isValid),
  )
  return isRight ? 'right' : 'wrong'
}
