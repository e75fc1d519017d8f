/** The vendor list. */
import type { Vendor } from '../vendor.ts'

export interface Vendors {
  all(): Promise<readonly Vendor[]>
  /** The list with the moment it was read: up to a minute ago, longer while the table is away. */
  known(): Promise<{ readonly vendors: readonly Vendor[]; readonly asOf: Date }>
  find(vendorId: string): Promise<Vendor | undefined>
  put(vendor: Vendor): Promise<void>
  /** False where there was none. */
  remove(vendorId: string): Promise<boolean>
}
