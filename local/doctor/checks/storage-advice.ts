/** What to do where the storage account does not do as it should, for blobs, queues and tables alike. */
import { neededRoles } from '../../../infra/needed-roles.ts'
import type { Advice } from '../check.ts'

/** `service` as the roles name it. */
export function storageAdvice(service: 'Blob' | 'Queue' | 'Table'): Advice {
  const role = neededRoles.find((needed) => needed.role.startsWith(`Storage ${service} `))?.role
  const give = `Give the identity the role "${role}" on the storage account: "azd provision" does for the app, "az role assignment create" for you. A role takes up to ten minutes to apply.`
  const wrongKey =
    "The key in InvoiceStorage is not (or no longer) the account's, or the clock of this machine is off by more than a quarter of an hour."
  return {
    'no-right': give,
    AuthorizationFailure:
      'The network rules of the account keep this machine out: run this inside its network, or let this address in. With that in order: ' +
      give,
    AuthenticationFailed: wrongKey,
    'unknown-caller': wrongKey,
    KeyBasedAuthenticationNotPermitted:
      'The account takes no keys: instead of InvoiceStorage set InvoiceStorage__blobServiceUri, __queueServiceUri and __tableServiceUri.',
    'not-found':
      'The app makes it when it starts, and "azd provision" makes it in Azure: do either, then run this again.',
    unreachable:
      'Check the address in InvoiceStorage (or InvoiceStorage__blobServiceUri and the like). UseDevelopmentStorage=true means Azurite on its usual ports: "npx azurite --skipApiVersionCheck". ' +
      'An account behind private endpoints answers inside its network alone.',
  }
}
