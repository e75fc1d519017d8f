/** Terms and conditions: a document that travels with an invoice and is none. */
import type { Seller } from '../invoice.ts'
import { a4, drawPdf, put } from './pdf.ts'

const articles: readonly (readonly [title: string, text: string])[] = [
  [
    'Toepasselijkheid',
    'Deze voorwaarden gelden voor alle opdrachten tot vervoer en opslag, tenzij partijen schriftelijk anders overeenkomen.',
  ],
  [
    'Uitvoering',
    'De vervoerder kiest route en voertuig. Laadtijden zijn indicatief; vertraging door overmacht geeft geen recht op vergoeding.',
  ],
  ['Betaling', 'Facturen worden betaald binnen 30 dagen na de factuurdatum, zonder verrekening.'],
  [
    'Aansprakelijkheid',
    'De aansprakelijkheid is beperkt tot het bedrag per kilogram dat de toepasselijke vervoersvoorwaarden noemen.',
  ],
  [
    'Opslag',
    'Goederen worden bewaard in een droge loods. De bewaargever zorgt zelf voor een verzekering tegen brand.',
  ],
  [
    'Geschillen',
    'Op alle overeenkomsten is Nederlands recht van toepassing; de rechter te Rotterdam is bevoegd.',
  ],
]

export function terms(seller: Seller): Promise<Uint8Array> {
  const title = 'Algemene voorwaarden'
  return drawPdf({ title, author: seller.name, date: '2026-01-02', size: a4 }, (doc) => {
    put(doc, seller.name, 60, 50, { size: 9, colour: seller.colour })
    let y = put(doc, title, 60, 78, { size: 18, font: 'Times-Bold' }) + 14
    for (const [i, [head, text]] of articles.entries()) {
      y = put(doc, `Artikel ${i + 1}. ${head}`, 60, y, { size: 11, font: 'Times-Bold' })
      y = put(doc, text, 60, y, { size: 10.5, font: 'Times-Roman', width: 470 }) + 12
    }
  })
}
