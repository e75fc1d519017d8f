/** HTTP /vendors: the vendor master. Reads fall back to the last known answer; writes never pretend. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import { z } from 'zod'
import type { Clock } from '../domain/clock.ts'
import { AgentError, CallRefused, DependencyFailed } from '../domain/errors.ts'
import type { Vendors } from '../domain/ports.ts'
import { vendorIdForm, vendorSchema } from '../domain/vendor.ts'
import { problem } from './problem.ts'
import type { Report } from './report.ts'

/** A vendor with fifty of everything stays well below this. */
const bodyLimit = 64 * 1024

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
      return away(deps.clock, error)
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
  const text = await request.text()
  if (text.length > bodyLimit)
    return problem(413, 'Too large', `A vendor has at most ${bodyLimit} characters.`)
  const body = parseJson(text)
  if (body === undefined) return problem(400, 'Not JSON', 'Send the vendor as a JSON object.')
  const parsed = vendorSchema.safeParse(body)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`)
    return problem(400, 'Not a vendor', 'Mend what faults lists and send it again.', { faults })
  }
  const vendor = { vendorId, ...parsed.data }
  await vendors.put(vendor)
  return { jsonBody: vendor }
}

function parseJson(text: string): unknown {
  try {
    return z.json().parse(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const needsId = () =>
  problem(405, 'Method not allowed', 'Name the vendor: /vendors/{vendorId}.', { headers: { allow: 'GET' } })
const unknown = (vendorId: string) => problem(404, 'No such vendor', `The vendor list has no ${vendorId}.`)

/** No handler lets an error out: the host would answer with an empty 500. */
function away(clock: Clock, error: unknown): HttpResponseInit {
  if (error instanceof CallRefused) {
    const wait = Math.max(1, Math.ceil((error.retryAt.getTime() - clock.now().getTime()) / 1000))
    return problem(503, 'Storage is away', 'The vendor list cannot be reached now; try again later.', {
      headers: { 'retry-after': String(wait) },
    })
  }
  if (error instanceof DependencyFailed)
    return problem(503, 'Storage is away', 'The vendor list cannot be reached now; try again later.', {
      headers: { 'retry-after': '5' },
    })
  if (error instanceof AgentError)
    return problem(502, 'Storage refused', `The vendor list could not be used: ${error.kind}.`)
  return problem(500, 'Our fault', 'Something went wrong that should not have; it is in the log.')
}
