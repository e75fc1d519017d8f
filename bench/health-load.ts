/** What goes on while /health is asked: invoices that keep coming, and a board full of other processes. */
import { setTimeout as sleep } from 'node:timers/promises'
import { makeBoard } from '../src/adapters/storage/board.ts'
import { storageClients } from '../src/adapters/storage/clients.ts'
import { translate } from '../src/outside.ts'
import { uncounted } from '../src/resilience/uncounted.ts'
import type { InvoiceMail } from './invoice-mails.ts'
import { startPoll, type Stage } from './pipeline-stage.ts'

export interface Feed {
  /** To accounts payable, since it began. */
  mailed(): number
  /** Comes back when no mail is put in any more. */
  stop(): Promise<void>
}

/** So many mails a second, as long as they last, each second's with a poll of its own. */
export function feed({ lab, host }: Stage, mails: InvoiceMail[], perSecond: number): Feed {
  const mailedBefore = lab.apMails().length
  let isOn = true
  const running = (async () => {
    while (isOn && mails.length > 0) {
      for (const { mail } of mails.splice(0, perSecond)) lab.mailbox.put(mail)
      await startPoll(host)
      await sleep(1_000)
    }
  })()
  return {
    mailed: () => lab.apMails().length - mailedBefore,
    async stop() {
      isOn = false
      await running
    },
  }
}

const atOnce = 16

/** Other processes on the fleet board, each with a breaker open. */
export async function fillBoard(connectionString: string, processes: number): Promise<void> {
  const clients = storageClients({ kind: 'connection-string', connectionString })
  const calls = uncounted('storage-table', translate['storage-table'], 30_000)
  const board = makeBoard(clients.table('Breakers'), calls)
  const at = new Date()
  const iso = at.toISOString()
  let next = 0
  const worker = async (): Promise<void> => {
    for (let place = next++; place < processes; place = next++)
      await board.post({
        process: `process-${place}`,
        instance: `instance-${place}`,
        version: '0.1.0',
        started: at,
        at,
        isIdle: false,
        unwell: [
          {
            name: 'graph',
            state: 'open',
            misconfigured: false,
            openedAt: iso,
            retryAt: iso,
            lastFailure: { kind: 'timeout', at: iso },
          },
        ],
      })
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
