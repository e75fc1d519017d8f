/** Wires what persons do over HTTP: the vendor list, the decisions about invoices, and the cases. */
import type { HttpHandler } from '@azure/functions'
import type { Clock } from './domain/clock.ts'
import { makeDeskCases } from './functions/desk-cases.ts'
import { makeDeskInvoices } from './functions/desk-invoices.ts'
import type { Report } from './functions/report.ts'
import { makeVendors } from './functions/vendors.ts'
import type { World } from './outside.ts'
import { makeApproveInvoice } from './pipeline/approve-invoice.ts'
import { makeCorrectInvoice } from './pipeline/correct-invoice.ts'
import { makeDrop, makeRedrive } from './pipeline/decide-case.ts'
import { makeIsInvoice } from './pipeline/is-invoice.ts'
import { makeNotDuplicate } from './pipeline/not-duplicate.ts'
import { makeRedriveMany } from './pipeline/redrive-many.ts'
import { makeRejectInvoice } from './pipeline/reject-invoice.ts'
import { makeShowInvoice } from './pipeline/show-invoice.ts'

export interface Desk {
  readonly vendors: HttpHandler
  readonly invoices: HttpHandler
  readonly cases: HttpHandler
}

export function wireDesk(deps: World & { clock: Clock }, report: Report): Desk {
  return {
    vendors: makeVendors({ ...deps, report }),
    invoices: makeDeskInvoices({
      ...deps,
      report,
      show: makeShowInvoice(deps),
      approve: makeApproveInvoice(deps),
      correct: makeCorrectInvoice(deps),
      reject: makeRejectInvoice(deps),
      notDuplicate: makeNotDuplicate(deps),
      isInvoice: makeIsInvoice(deps),
    }),
    cases: makeDeskCases({
      ...deps,
      report,
      redrive: makeRedrive(deps),
      drop: makeDrop(deps),
      redriveMany: makeRedriveMany(deps),
    }),
  }
}
