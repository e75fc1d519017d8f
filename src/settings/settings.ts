/** The settings by name, each with its form and its default. */
import { z } from 'zod'
import { hours, minutes } from '../domain/clock.ts'
import { functionTimeoutMs } from '../domain/limits.ts'
import { address, duration, list, ownCompany, timeSpan, url } from './kinds.ts'

/** Every setting of ours but BREAKER_*, which resilience/settings.ts knows; local.settings.json.example names the same. */
export const settingsSchema = z.object({
  AzureFunctionsJobHost__functionTimeout: timeSpan.default(functionTimeoutMs),
  InvoiceStorage: z.string().optional(),
  InvoiceStorage__blobServiceUri: url('https://NAME.blob.core.windows.net').optional(),
  InvoiceStorage__queueServiceUri: url('https://NAME.queue.core.windows.net').optional(),
  InvoiceStorage__tableServiceUri: url('https://NAME.table.core.windows.net').optional(),
  GRAPH_BASE_URL: url('https://graph.microsoft.com').default('https://graph.microsoft.com'),
  GRAPH_ACCESS_TOKEN: z.string().optional(),
  INVOICE_MAILBOX: address,
  AP_EMAIL_ADDRESS: address,
  AZURE_OPENAI_ENDPOINT: url('https://NAME.openai.azure.com/openai/v1/').optional(),
  AZURE_OPENAI_DEPLOYMENT: z.string().optional(),
  AZURE_OPENAI_API_KEY: z.string().optional(),
  TEAMS_WEBHOOK_URL: url('the address that the Workflows app shows').optional(),
  MAIL_WEBHOOK_URL: url('https://NAME.azurewebsites.net/webhooks/graph').optional(),
  GRAPH_CLIENT_STATE: z
    .string()
    .regex(/^.{16,128}$/, 'must have 16 to 128 characters, chosen at random')
    .optional(),
  POLL_SCHEDULE: z.string().default('0 */5 * * * *'),
  INTAKE_FROM: z.iso
    .date({ error: 'must be a date such as 2026-01-31' })
    .or(z.iso.datetime({ offset: true, error: 'must be a date such as 2026-01-31' }))
    .optional(),
  INVOICE_FOLDERS: list(/,/).default(['Inbox']),
  RESYNC_DAYS: z.coerce.number().int().min(1).max(365).default(14),
  DIGEST_SCHEDULE: z.string().default('0 */10 7-11 * * 1-5'),
  SEND_DOUBT: duration.default(minutes(10)),
  MODEL_WAIT: duration.default(hours(4)),
  OWN_COMPANY: ownCompany.default({ names: [], taxIds: [], ibans: [] }),
  OPERATOR_AUTH: z
    .literal('easyauth', { error: 'must be easyauth, or left out where a typed name will do' })
    .optional(),
  AZURE_CLIENT_ID: z.string().optional(),
  APPLICATIONINSIGHTS_CONNECTION_STRING: z.string().optional(),
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: z
    .string()
    .regex(
      /^Authorization=AAD(;ClientId=[^;=]+)?$/,
      'must be Authorization=AAD, or Authorization=AAD;ClientId=ID',
    )
    .optional(),
})

export type Settings = z.infer<typeof settingsSchema>
