/** The in-memory fakes do what the real adapters do: the same suites as storage-adapters.test.ts. */
import type { QueueName } from '../../src/domain/messages.ts'
import { fakeBoard } from '../fakes/board.ts'
import { fakeBookmarks } from '../fakes/bookmarks.ts'
import { fakeCases } from '../fakes/cases.ts'
import { fakeClaims } from '../fakes/claims.ts'
import { fakeDigests } from '../fakes/digests.ts'
import { fakeDocuments } from '../fakes/documents.ts'
import { fakeLedger } from '../fakes/ledger.ts'
import { fakePoisonQueues } from '../fakes/poison-queues.ts'
import { fakeQueueDepths } from '../fakes/queue-depths.ts'
import { fakeQueues } from '../fakes/queues.ts'
import { fakeVendors } from '../fakes/vendors.ts'
import { describeBoard } from './board.ts'
import { describeBookmarks } from './bookmarks.ts'
import { describeCases } from './cases.ts'
import { describeClaims } from './claims.ts'
import { describeDigests } from './digests.ts'
import { describeDocuments } from './documents.ts'
import { describeLedger } from './ledger.ts'
import { describeLedgerIndex } from './ledger-index.ts'
import { describeLedgerSearch } from './ledger-search.ts'
import { describeLedgerMails } from './ledger-mails.ts'
import { describePoisonQueues } from './poison-queues.ts'
import { describeQueueDepths } from './queue-depths.ts'
import { describeQueues } from './queues.ts'
import { describeVendors } from './vendors.ts'

const fake = 'in memory'

describeDocuments(fake, async () => fakeDocuments())
describeQueues(fake, async () => {
  const queues = fakeQueues()
  return {
    queues,
    async take(queue) {
      const taken: unknown[] = []
      for (let message = queues.take(queue); message !== undefined; message = queues.take(queue))
        taken.push(message)
      return taken
    },
  }
})
describeLedger(fake, async () => fakeLedger())
describeLedgerMails(fake, async () => fakeLedger())
describeLedgerIndex(fake, async () => fakeLedger())
describeLedgerSearch(fake, async () => fakeLedger())
describeClaims(fake, async () => fakeClaims())
describeVendors(fake, async () => fakeVendors())
describeBookmarks(fake, async () => {
  const bookmarks = fakeBookmarks()
  return [bookmarks, bookmarks]
})
describeDigests(fake, async () => fakeDigests())
describeBoard(fake, async () => {
  const board = fakeBoard()
  return [board, board]
})
describeCases(fake, async () => fakeCases({ pageSize: 7 }))
describeQueueDepths(fake, async () => {
  const queues = fakeQueues()
  const poison = fakePoisonQueues(queues.putText)
  return {
    queues,
    depths: fakeQueueDepths(queues, poison),
    giveUp: async () => poison.give('invoice-ready', '{}'),
  }
})
describePoisonQueues(fake, async () => {
  const back: { queue: QueueName; text: string }[] = []
  const poison = fakePoisonQueues((queue, text) => void back.push({ queue, text }))
  return {
    poison,
    give: async (queue, text) => poison.give(queue, text),
    takeBack: async (queue) => back.filter((each) => each.queue === queue).map(({ text }) => text),
  }
})
