/** The operations that the API description knows, and whether an answer is what it says. */
import { isDeepStrictEqual } from 'node:util'
import findMyWay, { type HTTPMethod } from 'find-my-way'
import { z } from 'zod'
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi'
import { pathsOf } from '../src/functions/description/document.ts'
import type { Answer } from './flow/http-app.ts'

export interface DescribedOperation {
  /** The function's name. */
  readonly fn: string
  readonly method: string
  /** Such as "/vendors/{vendorId}". */
  readonly path: string
  readonly operation: ZodOpenApiOperationObject
}

export const operations: readonly DescribedOperation[] = Object.entries(pathsOf).flatMap(([fn, paths]) =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, ZodOpenApiOperationObject>).map(([method, operation]) => ({
      fn,
      method: method.toUpperCase(),
      path,
      operation,
    })),
  ),
)

const router = findMyWay()
for (const one of operations)
  router.on(one.method as HTTPMethod, one.path.replaceAll(/\{(\w+)\}/g, ':$1'), () => {}, one)

/** undefined where no operation has this place. */
export const operationAt = (method: HTTPMethod, target: string): DescribedOperation | undefined =>
  router.find(method, new URL(target, 'http://127.0.0.1').pathname)?.store as DescribedOperation | undefined

/** What of the answer the description does not know: its status, its type, a property. Empty where it is as described. */
export function strangeIn({ operation }: DescribedOperation, answer: Answer): string[] {
  const { content } = (operation.responses as Record<string, ZodOpenApiResponseObject>)[answer.status] ?? {}
  if (!Object.hasOwn(operation.responses, answer.status)) return [`status ${answer.status}`]
  if (content === undefined) return answer.text === '' ? [] : ['a body']
  const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
  if (!Object.hasOwn(content, type)) return [type]
  const schema = content[type]?.schema
  // Files have none; the document itself is held against its own standard.
  if (!(schema instanceof z.ZodType) || schema instanceof z.ZodString) return []
  const body: unknown = JSON.parse(answer.text)
  const parsed = schema.safeParse(body)
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  // Parsing leaves out what the schema does not know.
  return isDeepStrictEqual(parsed.data, body) ? [] : [`more than ${JSON.stringify(parsed.data)}`]
}
