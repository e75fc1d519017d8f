/** Where whoever the platform signed in needs no key: nobody else gets in, and no other site acts in his name. */
import type { HttpHandler } from '@azure/functions'
import { operatorOf } from './operator.ts'
import { notSignedIn, problem } from './problem.ts'

export const signedInOnly =
  (handler: HttpHandler): HttpHandler =>
  (request, context) => {
    // The sign-in is a cookie, which a browser sends along whoever asks it to.
    const from = request.headers.get('sec-fetch-site') ?? 'none'
    if (from !== 'none' && from !== 'same-origin')
      return problem(403, 'From another site', 'Open the operations page of the app itself.')
    return operatorOf(request, undefined, true) === undefined ? notSignedIn() : handler(request, context)
  }
