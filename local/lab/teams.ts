/** A Teams "Workflows" webhook: takes cards of up to 28 KB and answers 202, which says nothing about the posting. */
import { jsonBody, Refusal, type Route } from './http.ts'

export interface Card {
  readonly at: Date
  readonly payload: Readonly<Record<string, unknown>>
}

const cardBytes = 28 * 1024

export const teamsPath = '/workflows/lab/triggers/manual/paths/invoke'

export function teamsRoutes(now: () => Date, cards: Card[]): Route[] {
  return [
    {
      service: 'teams',
      operation: 'postCard',
      method: 'POST',
      path: teamsPath,
      handle(call) {
        if (call.body.length > cardBytes)
          throw refuse(413, 'RequestEntityTooLarge', 'The card is over 28 KB.')
        if (call.headers['content-length'] === undefined)
          throw refuse(411, 'LengthRequired', 'Send Content-Length, not chunks.')
        cards.push({ at: now(), payload: jsonBody(call, (why) => refuse(400, 'InvalidRequestContent', why)) })
        return { status: 202 }
      },
    },
  ]
}

const refuse = (status: number, code: string, message: string): Refusal =>
  new Refusal({ status, body: { error: { code, message } } }, message)
