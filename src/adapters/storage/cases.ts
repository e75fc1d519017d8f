/** Parked cases as rows of the table Cases. */
import type { TableClient } from '@azure/data-tables'
import type { Cases } from '../../domain/ports.ts'
import type { Guard } from '../../resilience/guard.ts'
import { hashedKey } from './row-key.ts'
import { cut, textProperties } from './row-text.ts'
import { makeRows } from './rows.ts'

/** Characters; a queue message has fewer. */
const longestMessage = 100_000

/** The last parking of the same message stands; one request. */
export function makeCases(table: TableClient, guard: Guard): Cases {
  const rows = makeRows(table, guard)
  return {
    park: ({ step, kind, why, message, at }) =>
      rows.put('park', {
        partitionKey: 'case',
        rowKey: hashedKey(step, message),
        step: cut(step),
        kind: cut(kind),
        why: cut(why),
        at: at.toISOString(),
        ...textProperties('message', cut(message, longestMessage)),
      }),
  }
}
