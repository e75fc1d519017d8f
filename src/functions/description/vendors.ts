/** Describes /vendors. */
import { z } from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { vendorSchema } from '../../domain/vendor.ts'
import { vendorAnswer, vendorId, vendorsAnswer } from '../answers/vendor.ts'
import { listSchema } from '../vendors.ts'
import { answerOf, bodyOf } from './json.ts'
import { refusals } from './refusals.ts'

const one = { tags: ['vendors'], requestParams: { path: z.object({ vendorId }) } }

export const vendorsPaths: ZodOpenApiPathsObject = {
  '/vendors': {
    get: {
      operationId: 'listVendors',
      tags: ['vendors'],
      summary: 'The vendor list, by id',
      requestParams: { query: listSchema },
      responses: {
        200: {
          ...answerOf('The page; while tables are away the last one known.', vendorsAnswer),
          headers: z.object({ Age: z.int().min(0).meta({ description: 'Seconds since it was read.' }) }),
        },
        ...refusals(400),
      },
    },
  },
  '/vendors/{vendorId}': {
    get: {
      ...one,
      operationId: 'findVendor',
      summary: 'One vendor',
      responses: { 200: answerOf('The vendor.', vendorAnswer), ...refusals(400, 404) },
    },
    put: {
      ...one,
      operationId: 'putVendor',
      summary: 'Puts a vendor in the place of whatever was kept of him',
      requestBody: bodyOf(vendorSchema, {
        name: 'Contoso Ltd',
        mailDomains: ['contoso.com'],
        ledgerAccount: '6815',
      }),
      responses: { 200: answerOf('The vendor as it is kept.', vendorAnswer), ...refusals(400, 413) },
    },
    delete: {
      ...one,
      operationId: 'removeVendor',
      summary: 'Removes a vendor',
      responses: { 204: { description: 'It is removed.' }, ...refusals(400, 404) },
    },
  },
}
