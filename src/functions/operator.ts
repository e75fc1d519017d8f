/** Who acts over HTTP: the principal that the platform signed in, or a name that somebody typed. */
import type { HttpRequest } from '@azure/functions'
import type { Operator } from '../domain/lever.ts'

/**
 * The platform sets its header, and takes away one that came from outside, only where App Service authentication is on: `isSignedIn`
 * says so, else anybody could write it. undefined where nobody is named.
 */
export function operatorOf(
  request: Pick<HttpRequest, 'headers'>,
  typed: string | undefined,
  isSignedIn: boolean,
): Operator | undefined {
  const who = isSignedIn ? request.headers.get('x-ms-client-principal-name')?.trim() : typed
  return who === undefined || who === '' ? undefined : { who, isVerified: isSignedIn }
}
