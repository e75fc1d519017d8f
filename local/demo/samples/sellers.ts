/** Who sends invoices; all made up, with tax numbers and accounts whose check digits are right. */
import { englishSellers } from './sellers/english.ts'
import { germanSellers } from './sellers/german.ts'
import { northernSellers } from './sellers/northern.ts'
import { romanceSellers } from './sellers/romance.ts'

export const sellers = { ...germanSellers, ...englishSellers, ...romanceSellers, ...northernSellers }
