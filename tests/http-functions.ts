/** The HTTP functions as triggers.ts registers them, with the handlers of the agent that is given. */
import { app, type HttpFunctionOptions } from '@azure/functions'
import { vi } from 'vitest'
import type { Agent } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { register } from '../src/triggers.ts'

export type HttpFunction = HttpFunctionOptions & {
  readonly name: string
  readonly methods: readonly string[]
  readonly route: string
}

const least = {
  InvoiceStorage: 'UseDevelopmentStorage=true',
  INVOICE_MAILBOX: 'invoices@fabrikam.example',
  AP_EMAIL_ADDRESS: 'ap@fabrikam.example',
}

/** `env` are settings beside the least that is needed. The library takes registrations only in the Functions worker: here they are heard instead. */
export function httpFunctions(agent: Partial<Agent> = {}, env: Record<string, string> = {}): HttpFunction[] {
  const heard: HttpFunction[] = []
  const spies = [
    vi.spyOn(app, 'http').mockImplementation((name, options) => {
      const { methods = [], route = name } = options
      heard.push({ ...options, name, methods, route })
    }),
    vi.spyOn(app, 'timer').mockReturnValue(undefined),
    vi.spyOn(app, 'storageQueue').mockReturnValue(undefined),
    vi.spyOn(app.hook, 'appStart').mockReturnValue(undefined as never),
    vi.spyOn(app.hook, 'appTerminate').mockReturnValue(undefined as never),
  ]
  register({ steps: {}, desk: {}, ...agent } as Agent, readConfig({ ...least, ...env }))
  for (const spy of spies) spy.mockRestore()
  return heard
}
