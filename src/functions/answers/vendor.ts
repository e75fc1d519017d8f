/** What /vendors answers. */
import { z } from 'zod'
import { vendorIdForm, vendorSchema } from '../../domain/vendor.ts'

export const vendorId = z.string().regex(vendorIdForm).meta({ id: 'VendorId', example: 'contoso-ltd' })

export const vendorAnswer = z.object({ vendorId, ...vendorSchema.shape }).meta({ id: 'Vendor' })
export type VendorAnswer = z.infer<typeof vendorAnswer>

export const vendorsAnswer = z.object({
  vendors: z.array(vendorAnswer),
  next: vendorId.nullable().meta({ description: 'Give it as after; null on the last page.' }),
})
export type VendorsAnswer = z.infer<typeof vendorsAnswer>
