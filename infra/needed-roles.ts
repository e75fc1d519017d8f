/** The rights of the app's identity: which role on which resource, and what of the app fails without it. */
export interface NeededRole {
  readonly role: string
  /** Its id in every tenant (Microsoft's list "Azure built-in roles"). */
  readonly id: string
  /** Type of the resource that it is given on; never a group or a subscription. */
  readonly on: string
  readonly why: string
}

export const neededRoles: readonly NeededRole[] = [
  {
    role: 'Storage Blob Data Owner',
    id: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
    on: 'Microsoft.Storage/storageAccounts',
    why: 'documents; the keys that sign links to them; the package; leases and containers of the host',
  },
  {
    role: 'Storage Queue Data Contributor',
    id: '974c5e8b-45b9-4653-ba55-5f855dd0fb88',
    on: 'Microsoft.Storage/storageAccounts',
    why: 'triggers, messages put and put back, poison queues',
  },
  {
    role: 'Storage Table Data Contributor',
    id: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
    on: 'Microsoft.Storage/storageAccounts',
    why: 'ledger, claims, vendors; the diagnostic events of the host',
  },
  {
    role: 'Cognitive Services OpenAI User',
    id: '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd',
    on: 'Microsoft.CognitiveServices/accounts',
    why: 'reading by the model; it may use a deployment, not change one',
  },
  {
    role: 'Monitoring Metrics Publisher',
    id: '3913510d-42f4-4e42-8a64-420c390055eb',
    on: 'Microsoft.Insights/components',
    why: 'telemetry, since Application Insights takes no key',
  },
]
