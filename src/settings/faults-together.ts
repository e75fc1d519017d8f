/** What is wrong with settings that belong together, whatever each is by itself. */
import { isLoopback } from './kinds.ts'

export function faultsTogether(env: Readonly<Record<string, string | undefined>>): string[] {
  const faults: string[] = []
  const uris = ['blob', 'queue', 'table'].map((service) => `InvoiceStorage__${service}ServiceUri`)
  const missing = uris.filter((name) => env[name] === undefined)
  if (env.InvoiceStorage === undefined && missing.length > 0)
    faults.push(
      missing.length === uris.length
        ? 'InvoiceStorage is missing: set a connection string, or InvoiceStorage__blobServiceUri, __queueServiceUri and __tableServiceUri'
        : `${missing.join(' and ')}: set it as well, the three go together`,
    )
  if (
    env.AP_EMAIL_ADDRESS !== undefined &&
    env.AP_EMAIL_ADDRESS.toLowerCase() === env.INVOICE_MAILBOX?.toLowerCase()
  )
    faults.push(
      'AP_EMAIL_ADDRESS is the invoice mailbox itself: set another, or its mail would come in again',
    )
  const graph = env.GRAPH_BASE_URL ?? 'https://graph.microsoft.com'
  if (env.GRAPH_ACCESS_TOKEN !== undefined && !(URL.canParse(graph) && isLoopback(graph)))
    faults.push(
      'GRAPH_ACCESS_TOKEN is for a GRAPH_BASE_URL on this machine alone: take it away, Entra ID serves',
    )
  if ((env.AZURE_OPENAI_ENDPOINT === undefined) !== (env.AZURE_OPENAI_DEPLOYMENT === undefined))
    faults.push(
      'AZURE_OPENAI_ENDPOINT and AZURE_OPENAI_DEPLOYMENT: set both, or neither to read by rules alone',
    )
  if ((env.MAIL_WEBHOOK_URL === undefined) !== (env.GRAPH_CLIENT_STATE === undefined))
    faults.push('MAIL_WEBHOOK_URL and GRAPH_CLIENT_STATE: set both, or neither to have polling alone')
  return faults
}
