/** A read-only link to one document that ends by itself: a shared access signature, by Entra ID or by account key. */
import {
  BlobSASPermissions,
  generateBlobSASQueryParameters,
  SASProtocol,
  StorageSharedKeyCredential,
  type BlobServiceClient,
} from '@azure/storage-blob'
import type { TokenCredential } from '@azure/identity'
import type { Guard } from '../../resilience/guard.ts'
import { documentContainer } from './names.ts'

export interface LinkedDocument {
  readonly path: string
  readonly name: string
  readonly until: Date
}

/** With Entra ID the service signs the key (one request); with an account key none is made. */
export async function linkTo(
  blobs: BlobServiceClient,
  guard: Guard,
  { path, name, until }: LinkedDocument,
): Promise<string | undefined> {
  const { credential, url } = blobs
  const blob = blobs.getContainerClient(documentContainer).getBlobClient(path)
  const wish = {
    containerName: documentContainer,
    blobName: path,
    permissions: BlobSASPermissions.parse('r'),
    expiresOn: until,
    // Only the emulator speaks http.
    protocol: url.startsWith('https:') ? SASProtocol.Https : SASProtocol.HttpsAndHttp,
    // Whatever a stranger sent is saved, never shown under the storage account's name.
    contentType: 'application/octet-stream',
    contentDisposition: `attachment; filename="${plainName(name)}"`,
  }
  if (credential instanceof StorageSharedKeyCredential)
    return `${blob.url}?${generateBlobSASQueryParameters(wish, credential).toString()}`
  if (!isToken(credential)) return undefined
  const key = await guard.call(
    'get-delegation-key',
    (abortSignal) => blobs.getUserDelegationKey(new Date(), until, { abortSignal }),
    { idempotent: true },
  )
  return `${blob.url}?${generateBlobSASQueryParameters(wish, key, blobs.accountName).toString()}`
}

const isToken = (credential: BlobServiceClient['credential']): credential is TokenCredential =>
  'getToken' in credential

/** Fit for a header: what is not plain is left out, the ending stays. */
const plainName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\w .()-]+/g, '_')
    .slice(-100) || 'document'
