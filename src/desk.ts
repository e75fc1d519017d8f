/** Wires what persons see and do over HTTP: the vendor list, the overview, the search, the decisions about invoices, and the cases. */
import type { HttpHandler } from '@azure/functions'
import type { Clock } from './domain/clock.ts'
import { makeDeskCases } from './functions/desk-cases.ts'
import { makeDeskInvoices } from './functions/desk-invoices.ts'
import { makeDeskOverview } from './functions/desk-overview.ts'
import { makeDeskSearch } from './functions/desk-search.ts'
import type { Report } from './functions/report.ts'
import { makeVendors } from './functions/vendors.ts'
import type { World } from './outside.ts'
import { makeApproveInvoice } from './pipeline/approve-invoice.ts'
import { makeCorrectInvoice } from './pipeline/correct-invoice.ts'
import { makeDrop, makeRedrive } from './pipeline/decide-case.ts'
import { makeFetchDocument } from './pipeline/fetch-document.ts'
import { makeIsInvoice } from './pipeline/is-invoice.ts'
import { makeLookOver } from './pipeline/look-over.ts'
import { makeNotDuplicate } from './pipeline/not-duplicate.ts'
import { makeRedriveMany } from './pipeline/redrive-many.ts'
import { makeRejectInvoice } from './pipeline/reject-invoice.ts'
import { makeSearchInvoices } from './pipeline/search-invoices.ts'
import { makeShowInvoice } from './pipeline/show-invoice.ts'

export interface Desk {
  readonly vendors: HttpHandler
  readonly invoices: HttpHandler
  readonly cases: HttpHandler
  readonly overview: HttpHandler
  readonly search: HttpHandler
}

export function wireDesk(
  deps: World & {
    clock: Clock
    isSignedIn: boolean
    forOperators: (handler: HttpHandler) => HttpHandler
  },
  report: Report,
): Desk {
  const { forOperators } = deps
  return {
    vendors: makeVendors({ ...deps, report }),
    invoices: forOperators(
      makeDeskInvoices({
        ...deps,
        report,
        show: makeShowInvoice(deps),
        fetchDocument: makeFetchDocument(deps),
        approve: makeApproveInvoice(deps),
        correct: makeCorrectInvoice(deps),
        reject: makeRejectInvoice(deps),
        notDuplicate: makeNotDuplicate(deps),
        isInvoice: makeIsInvoice(deps),
      }),
    ),
    cases: forOperators(
      makeDeskCases({
        ...deps,
        report,
        redrive: makeRedrive(deps),
        drop: makeDrop(deps),
        redriveMany: makeRedriveMany(deps),
      }),
    ),
    overview: forOperators(makeDeskOverview({ ...deps, report, lookOver: makeLookOver(deps) })),
    search: forOperators(makeDeskSearch({ ...deps, report, search: makeSearchInvoices(deps) })),
  }
}
