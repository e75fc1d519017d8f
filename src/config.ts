/** Reads the settings of the environment into one nested Config; the only reader of process.env. Lists every fault at once. */
import type { z } from 'zod'
import type { Dependency } from './domain/dependency.ts'
import { stepTimesOf, type StepTimes } from './domain/limits.ts'
import type { OwnCompany } from './domain/own-company.ts'
import { readBreakerSettings, type BreakerSettings } from './resilience/settings.ts'
import { faultsTogether } from './settings/faults-together.ts'
import { type Settings, settingsSchema } from './settings/settings.ts'

export type StorageConfig =
  | { readonly kind: 'connection-string'; readonly connectionString: string }
  | {
      readonly kind: 'identity'
      readonly blobServiceUri: string
      readonly queueServiceUri: string
      readonly tableServiceUri: string
    }

export interface Config {
  readonly storage: StorageConfig
  readonly graph: {
    readonly baseUrl: string
    readonly mailbox: string
    /** Set only for a loopback GRAPH_BASE_URL; Entra ID otherwise. */
    readonly accessToken: string | undefined
  }
  readonly accountsPayable: string
  readonly openai:
    | { readonly endpoint: string; readonly deployment: string; readonly apiKey: string | undefined }
    | undefined
  readonly teamsWebhookUrl: string | undefined
  /** undefined where polling alone brings the mail. */
  readonly webhook: { readonly url: string; readonly clientState: string } | undefined
  readonly intake: {
    readonly folders: readonly string[]
    readonly from: Date | undefined
    readonly resyncDays: number
    readonly pollSchedule: string
  }
  readonly digestSchedule: string
  readonly sendDoubtMs: number
  readonly modelWaitMs: number
  readonly times: StepTimes
  readonly ownCompany: OwnCompany
  readonly breakers: Readonly<Record<Dependency, BreakerSettings>>
  /** Who operators are: whom App Service authentication signed in; undefined: whoever has the key, by a typed name. */
  readonly operatorAuth: 'easyauth' | undefined
  /** Whoever the platform signed in needs no key: OPERATOR_AUTH says so, and the platform that its sign-in is on. */
  readonly isKeyless: boolean
  /** Address of the operations page, as the platform names the app; undefined elsewhere. */
  readonly operationsUrl: string | undefined
  readonly identityClientId: string | undefined
  /** `managedIdentity` where the resource takes no key; without `clientId` the system-assigned one. */
  readonly appInsights:
    | {
        readonly connectionString: string
        readonly managedIdentity: { readonly clientId?: string } | undefined
      }
    | undefined
  /** The platform's name for this instance, cut short. */
  readonly instance: string
}

/** The settings cannot be used; `faults` names every one and what to set. */
export class BadConfig extends Error {
  override readonly name = 'BadConfig'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(`The settings cannot be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.faults = faults
    // Read by whoever sets the settings, who has no use for a stack.
    this.stack = `${this.name}: ${this.message}`
  }
}

/** The Config of an environment; an empty setting counts as absent. Throws BadConfig with every fault. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = settingsSchema.safeParse(given)
  const breakers = readBreakerSettings(given)
  const faults = [
    ...(parsed.success ? [] : parsed.error.issues.map(tell)),
    ...breakers.faults,
    // What belongs together is looked at even where a single setting is wrong, so that all faults come at once.
    ...faultsTogether(given),
  ]
  if (!parsed.success || faults.length > 0) throw new BadConfig(faults)
  return nested(parsed.data, breakers.settings, given)
}

/** What reading a document needs of the settings; the rest may be missing. */
export type ReadingConfig = Pick<Config, 'openai' | 'ownCompany' | 'breakers' | 'identityClientId'>

const anywhere = {
  InvoiceStorage: 'UseDevelopmentStorage=true',
  INVOICE_MAILBOX: 'nobody@localhost.localdomain',
  AP_EMAIL_ADDRESS: 'somebody@localhost.localdomain',
}

/** For commands that read files and touch neither mail nor storage. Throws BadConfig as readConfig does. */
export const environmentReadingConfig = (): ReadingConfig => readConfig({ ...anywhere, ...process.env })

export const environmentConfig = (): Config => readConfig(process.env)

function tell(issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0] ?? '')
  const missing = issue.code === 'invalid_type' && issue.input === undefined
  return missing ? `${name} is missing: set it` : `${name}: ${issue.message}`
}

/** What the platform says of the app; nobody sets it. */
type Platform = Readonly<
  Partial<Record<'WEBSITE_INSTANCE_ID' | 'WEBSITE_HOSTNAME' | 'WEBSITE_AUTH_ENABLED', string>>
>

function nested(settings: Settings, breakers: Config['breakers'], platform: Platform): Config {
  const { AZURE_OPENAI_ENDPOINT: endpoint, AZURE_OPENAI_DEPLOYMENT: deployment } = settings
  const { MAIL_WEBHOOK_URL: webhookUrl, GRAPH_CLIENT_STATE: clientState } = settings
  return {
    storage: storageOf(settings),
    graph: {
      baseUrl: settings.GRAPH_BASE_URL.replace(/\/+$/, ''),
      mailbox: settings.INVOICE_MAILBOX,
      accessToken: settings.GRAPH_ACCESS_TOKEN,
    },
    accountsPayable: settings.AP_EMAIL_ADDRESS,
    openai:
      endpoint === undefined || deployment === undefined
        ? undefined
        : { endpoint, deployment, apiKey: settings.AZURE_OPENAI_API_KEY },
    teamsWebhookUrl: settings.TEAMS_WEBHOOK_URL,
    webhook:
      webhookUrl === undefined || clientState === undefined ? undefined : { url: webhookUrl, clientState },
    intake: {
      folders: settings.INVOICE_FOLDERS,
      from: settings.INTAKE_FROM === undefined ? undefined : new Date(settings.INTAKE_FROM),
      resyncDays: settings.RESYNC_DAYS,
      pollSchedule: settings.POLL_SCHEDULE,
    },
    digestSchedule: settings.DIGEST_SCHEDULE,
    sendDoubtMs: settings.SEND_DOUBT,
    modelWaitMs: settings.MODEL_WAIT,
    times: stepTimesOf(settings.AzureFunctionsJobHost__functionTimeout),
    ownCompany: settings.OWN_COMPANY,
    breakers,
    operatorAuth: settings.OPERATOR_AUTH,
    isKeyless: settings.OPERATOR_AUTH === 'easyauth' && /^true$/i.test(platform.WEBSITE_AUTH_ENABLED ?? ''),
    operationsUrl: operationsUrlOf(platform.WEBSITE_HOSTNAME),
    identityClientId: settings.AZURE_CLIENT_ID,
    appInsights: appInsightsOf(settings),
    instance: (platform.WEBSITE_INSTANCE_ID ?? 'local').slice(0, 12),
  }
}

/** Core Tools give a port of this machine, which is nobody else's. */
const operationsUrlOf = (host = ''): string | undefined =>
  /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(host) ? `https://${host}/ops` : undefined

function appInsightsOf(settings: Settings): Config['appInsights'] {
  const connectionString = settings.APPLICATIONINSIGHTS_CONNECTION_STRING
  if (connectionString === undefined) return undefined
  const authentication = settings.APPLICATIONINSIGHTS_AUTHENTICATION_STRING
  const clientId = authentication?.split(';ClientId=')[1]
  const managedIdentity =
    authentication === undefined ? undefined : clientId === undefined ? {} : { clientId }
  return { connectionString, managedIdentity }
}

function storageOf(settings: Settings): StorageConfig {
  if (settings.InvoiceStorage !== undefined)
    return { kind: 'connection-string', connectionString: settings.InvoiceStorage }
  return {
    kind: 'identity',
    blobServiceUri: settings.InvoiceStorage__blobServiceUri ?? '',
    queueServiceUri: settings.InvoiceStorage__queueServiceUri ?? '',
    tableServiceUri: settings.InvoiceStorage__tableServiceUri ?? '',
  }
}
