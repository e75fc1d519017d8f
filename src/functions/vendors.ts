/** HTTP /vendors: the vendor master. Reads fall back to the last known answer; writes never pretend. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import { z } from 'zod'
import type { Clock } from '../domain/clock.ts'
import { AgentError } from '../domain/errors.ts'
import type { Vendors } from '../domain/ports/vendors.ts'
import { type Vendor, vendorIdForm, vendorSchema } from '../domain/vendor.ts'
import { answerError } from './answer-error.ts'
import type { VendorAnswer, VendorsAnswer } from './answers/vendor.ts'
import { faultsOf } from './ask.ts'
import type { Told } from './answers/told.ts'
import { pageOf } from './page.ts'
import { problem } from './problem.ts'
import { readBody } from './read-body.ts'
import type { Report } from './report.ts'

/** The whole list in one page, but for the longest ones. */
export const listSchema = z.object(pageOf('vendor', vendorIdForm, { usual: 1_000, most: 1_000 }))

export function makeVendors(deps: {
  vendors: Vendors
  clock: Clock
  report: Report
}): (request: HttpRequest) => Promise<HttpResponseInit> {
  return async (request) => {
    try {
      return await answer(deps, request)
    } catch (error) {
      if (!(error instanceof AgentError)) deps.report.stepFailed('vendors', error)
      return answerError(deps.clock, 'The vendor list', error)
    }
  }
}

async function answer(
  deps: { vendors: Vendors; clock: Clock },
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const vendorId = request.params.vendorId
  if (vendorId === undefined || vendorId === '')
    return request.method === 'GET' ? list(deps, request) : needsId()
  if (!vendorIdForm.test(vendorId))
    return problem(
      400,
      'Bad vendor id',
      'A vendor id is lower-case letters, digits and hyphens, such as contoso-ltd.',
    )
  switch (request.method) {
    case 'GET': {
      const vendor = await deps.vendors.find(vendorId)
      return vendor === undefined ? unknown(vendorId) : { jsonBody: vendor satisfies Told<VendorAnswer> }
    }
    case 'PUT':
      return put(deps.vendors, vendorId, request)
    case 'DELETE':
      return (await deps.vendors.remove(vendorId)) ? { status: 204 } : unknown(vendorId)
    default:
      return problem(405, 'Method not allowed', 'Use GET, PUT or DELETE.', {
        headers: { allow: 'GET, PUT, DELETE' },
      })
  }
}

async function list(
  { vendors, clock }: { vendors: Vendors; clock: Clock },
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const parsed = listSchema.safeParse(Object.fromEntries(request.query))
  if (!parsed.success)
    return problem(400, 'Bad list', 'Ask without anything, or with limit and after.', {
      faults: faultsOf(parsed.error),
    })
  const known = await vendors.known()
  const age = Math.max(0, Math.round((clock.now().getTime() - known.asOf.getTime()) / 1000))
  return { headers: { age: String(age) }, jsonBody: page(known.vendors, parsed.data) }
}

function page(
  vendors: readonly Vendor[],
  { limit, after = '' }: z.infer<typeof listSchema>,
): Told<VendorsAnswer> {
  const rest = vendors.filter(({ vendorId }) => vendorId > after)
  const shown = rest.slice(0, limit)
  return { vendors: shown, next: rest.length > limit ? (shown.at(-1)?.vendorId ?? null) : null }
}

async function put(vendors: Vendors, vendorId: string, request: HttpRequest): Promise<HttpResponseInit> {
  const body = await readBody(request, vendorSchema, 'a vendor')
  if ('problem' in body) return body.problem
  const vendor = { vendorId, ...body.value }
  await vendors.put(vendor)
  return { jsonBody: vendor satisfies Told<VendorAnswer> }
}

const needsId = () =>
  problem(405, 'Method not allowed', 'Name the vendor: /vendors/{vendorId}.', { headers: { allow: 'GET' } })
const unknown = (vendorId: string) => problem(404, 'No such vendor', `The vendor list has no ${vendorId}.`)
