/** The OpenAPI document of all HTTP functions, from the schemas that check what comes in and type what goes out. */
import { createDocument, type CreateDocumentOptions, type ZodOpenApiPathsObject } from 'zod-openapi'
import { breakersPaths } from './breakers.ts'
import { deskCasesPaths } from './desk-cases.ts'
import { deskInvoicesPaths } from './desk-invoices.ts'
import { deskOverviewPaths } from './desk-overview.ts'
import { deskSearchPaths } from './desk-search.ts'
import { graphWebhookPaths } from './graph-webhook.ts'
import { healthPaths } from './health.ts'
import { intakePaths } from './intake.ts'
import { openapiPaths } from './openapi.ts'
import { securitySchemes } from './operators.ts'
import { opsPaths } from './ops.ts'
import { vendorsPaths } from './vendors.ts'

/** By the name of the function, as triggers.ts registers it. */
export const pathsOf = {
  deskOverview: deskOverviewPaths,
  deskSearch: deskSearchPaths,
  deskInvoices: deskInvoicesPaths,
  deskCases: deskCasesPaths,
  vendors: vendorsPaths,
  breakers: breakersPaths,
  intake: intakePaths,
  graphWebhook: graphWebhookPaths,
  health: healthPaths,
  ops: opsPaths,
  openapi: openapiPaths,
} as const satisfies Record<string, ZodOpenApiPathsObject>

const tags = [
  { name: 'desk', description: 'What waits for a person, and what he decides.' },
  { name: 'vendors', description: 'The vendor list, from which invoices are coded.' },
  { name: 'breakers', description: 'How the breakers of all processes stand, and the levers.' },
  { name: 'intake', description: 'Mail that is told of or asked for.' },
  { name: 'health', description: 'For monitors.' },
  { name: 'page', description: 'The files of the operations page.' },
  { name: 'description', description: 'This document.' },
]

export const documentOf = (version: string) =>
  createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Invoice Agent',
        version,
        summary: 'Invoice mail becomes coded mail for accounts payable.',
        description:
          'Lists come in pages: limit bounds one, next of the answer is after of the next question, and null ends them. Whatever is refused is a problem (RFC 9457).',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      tags,
      security: [{ functionKey: [] }],
      components: { securitySchemes },
      paths: Object.assign({}, ...Object.values(pathsOf)) as ZodOpenApiPathsObject,
    },
    { override: plainly },
  )

/** An answer may get another property one day, and who reads it must not stumble over that; a date's format says all of its pattern. */
const plainly: NonNullable<CreateDocumentOptions['override']> = ({ jsonSchema, io }) => {
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
  if (jsonSchema.format === 'date' || jsonSchema.format === 'date-time') delete jsonSchema.pattern
}
