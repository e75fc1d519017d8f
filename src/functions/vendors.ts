/** HTTP /vendors: the vendor master. Reads fall back to the last known answer; writes never pretend. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import type { Clock } from '../domain/clock.ts'
import { AgentError } from '../domain/errors.ts'
import type { Vendors } from '../domain/ports.ts'
import { vendorIdForm, vendorSchema } from '../domain/vendor.ts'
import { answerError } from './answer-error.ts'
import { problem } from './problem.ts'
import { readBody } from './read-body.ts'
import type { Report } from './report.ts'

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
  if (vendorId === undefined || vendorId === '') return request.method === 'GET' ? list(deps) : needsId()
  if (!vendorIdForm.test(vendorId))
    return problem(
      400,
      'Bad vendor id',
      'A vendor id is lower-case letters, digits and hyphens, such as contoso-ltd.',
    )
  switch (request.method) {
    case 'GET': {
      const vendor = await deps.vendors.find(vendorId)
      return vendor === undefined ? unknown(vendorId) : { jsonBody: vendor }
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

async function list({ vendors, clock }: { vendors: Vendors; clock: Clock }): Promise<HttpResponseInit> {
  const known = await vendors.known()
  const age = Math.max(0, Math.round((clock.now().getTime() - known.asOf.getTime()) / 1000))
  return { headers: { age: String(age) }, jsonBody: { vendors: known.vendors } }
}

async function put(vendors: Vendors, vendorId: string, request: HttpRequest): Promise<HttpResponseInit> {
  const body = await readBody(request, vendorSchema, 'a vendor')
  if ('problem' in body) return body.problem
  const vendor = { vendorId, ...body.value }
  await vendors.put(vendor)
  return { jsonBody: vendor }
}

const needsId = () =>
  problem(405, 'Method not allowed', 'Name the vendor: /vendors/{vendorId}.', { headers: { allow: 'GET' } })
const unknown = (vendorId: string) => problem(404, 'No such vendor', `The vendor list has no ${vendorId}.`)
