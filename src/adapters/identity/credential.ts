/** The app's identity in Entra ID, loaded on first use: the library takes a quarter of a second that a start with keys can spare. */
import type { TokenCredential } from '@azure/identity'

/**
 * A DefaultAzureCredential; `AZURE_TOKEN_CREDENTIALS` narrows it as the library documents. `clientId` names a
 * user-assigned identity. One try is one request: retries are the guard's.
 */
export function createCredential(clientId: string | undefined): TokenCredential {
  let made: Promise<TokenCredential> | undefined
  return {
    async getToken(scopes, options) {
      made ??= make(clientId)
      const credential = await made
      return credential.getToken(scopes, options)
    },
  }
}

async function make(clientId: string | undefined): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import('@azure/identity')
  const retryOptions = { maxRetries: 0 }
  return new DefaultAzureCredential(
    clientId === undefined ? { retryOptions } : { retryOptions, managedIdentityClientId: clientId },
  )
}
