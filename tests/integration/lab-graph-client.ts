/** The true Graph SDK against the lab: a middleware chain of our own, since the SDK's hands its token to https hosts only. */
import { Client, HTTPMessageHandler, type Context, type Middleware } from '@microsoft/microsoft-graph-client'
import type { Lab } from '../../local/lab/lab.ts'
import type { NewMail } from '../../local/lab/graph/stored-mail.ts'

export const immutable = 'IdType="ImmutableId"'

export function graphClient(lab: Lab): Client {
  const http = new HTTPMessageHandler()
  const token: Middleware = {
    async execute(context: Context): Promise<void> {
      const headers = new Headers(context.options?.headers as Record<string, string>)
      headers.set('authorization', `Bearer ${lab.env().GRAPH_ACCESS_TOKEN}`)
      context.options = { ...context.options, headers: Object.fromEntries(headers) }
      await http.execute(context)
    },
  }
  return Client.initWithMiddleware({ baseUrl: `${lab.graphUrl}/`, defaultVersion: 'v1.0', middleware: token })
}

/** Below the lab's mailbox, such as `/messages`. */
export const at = (lab: Lab, path: string): string => `/users/${lab.env().INVOICE_MAILBOX}${path}`

/** A link of an answer without its base, as the SDK wants it. */
export const withoutBase = (link: string): string => {
  const { pathname, search } = new URL(link)
  return `${pathname.replace(/^\/v1\.0/, '')}${search}`
}

export function aMail(change: Partial<NewMail> = {}): NewMail {
  return {
    from: { name: 'Contoso', address: 'billing@contoso.example' },
    subject: 'Invoice 1',
    receivedAt: new Date('2026-11-02T08:00:00Z'),
    attachments: [
      { name: 'invoice.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.7 invoice') },
    ],
    ...change,
  }
}
