/** Graph's form of an error. */
import { Refusal } from '../http.ts'

export function graphError(status: number, code: string, message: string): Refusal {
  return new Refusal({ status, body: { error: { code, message } } }, message)
}

export const badRequest = (message: string): Refusal => graphError(400, 'BadRequest', message)

export const notFound = (): Refusal =>
  graphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.')
