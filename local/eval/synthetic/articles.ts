/** What is sold, in each language. */
import type { MonthLanguage } from './print.ts'

export const articles: Readonly<Record<MonthLanguage, string>> = {
  en: 'Steel bracket | Consulting | Annual service plan | Oak board',
  de: 'Stahlwinkel | Beratung | Wartungsvertrag | Eichenbrett',
  fr: 'Équerre acier | Conseil | Contrat de maintenance | Planche de chêne',
  nl: 'Stalen hoek | Advies | Onderhoudscontract | Eiken plank',
  es: 'Escuadra de acero | Consultoría | Mantenimiento anual | Tabla de roble',
  it: 'Staffa in acciaio | Consulenza | Contratto di manutenzione | Tavola di rovere',
  pt: 'Cantoneira de aço | Consultoria | Contrato de manutenção | Tábua de carvalho',
  pl: 'Kątownik stalowy | Doradztwo | Umowa serwisowa | Deska dębowa',
  sv: 'Stålvinkel | Rådgivning | Serviceavtal | Ekplanka',
  da: 'Stålvinkel | Rådgivning | Serviceaftale | Egeplanke',
  fi: 'Teräskulma | Konsultointi | Huoltosopimus | Tammilauta',
  hr: 'Čelični kutnik | Savjetovanje | Ugovor o održavanju | Hrastova daska',
}
