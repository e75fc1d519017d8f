/** Writes amounts and dates as a country's invoices do. */
import months from './months.json' with { type: 'json' }

export type MonthLanguage = keyof typeof months

/** `form` shows the marks: "1.234,56", "1 234,56", "1'234.56"; minor units are hundredths. */
export function amountText(minor: number, form: string): string {
  const group = form[1] ?? ''
  const decimal = form.at(-3) ?? '.'
  const whole = String(Math.floor(Math.abs(minor) / 100)).replace(/\B(?=(\d{3})+$)/g, group)
  return `${minor < 0 ? '-' : ''}${whole}${decimal}${String(Math.abs(minor) % 100).padStart(2, '0')}`
}

/** `form` such as "dd.mm.yyyy", "d. Month yyyy", "m/d/yy". */
export function dateText(iso: string, form: string, language: MonthLanguage): string {
  const [year = '', month = '', day = ''] = iso.split('-')
  const name = months[language].split(' ')[Number(month) - 1] ?? ''
  const parts: Record<string, string> = {
    yyyy: year,
    yy: year.slice(2),
    Month: name,
    Mon: name.slice(0, 3),
    mm: month,
    m: String(Number(month)),
    dd: day,
    d: String(Number(day)),
  }
  return form.replace(/(?<![a-z])(?:yyyy|yy|Month|Mon|mm|m|dd|d)(?![a-z])/g, (part) => parts[part] ?? part)
}
