/** Mails the digest of the day to accounts payable, once: as an invoice's mail is sent, with a row of its own. */
import { after, type Clock, minutes } from '../domain/clock.ts'
import { dayOf, type DigestRecord, isEmpty, toldBackMs, toldBefore } from '../domain/digest.ts'
import { digestMail } from '../domain/digest-mail.ts'
import { isAnswer, NotYet } from '../domain/errors.ts'
import { digestMark, digestMessageIdOf, firstIdAt } from '../domain/ids.ts'
import type { Digests } from '../domain/ports/digests.ts'
import type { Outbox } from '../domain/ports/outbox.ts'
import { settle, surelyNotSent } from '../domain/send-doubt.ts'
import { gatherDigest, type GatherDigest } from './gather-digest.ts'

export interface SendDigest extends GatherDigest {
  digests: Digests
  outbox: Outbox
  clock: Clock
  route: { from: string; to: string }
  sendDoubtMs: number
}

/** Whoever changed the row so recently is still at it: a run ends sooner. */
const busyMs = minutes(5)

/**
 * Gives how the day's digest ended, if this run ended it. Each tick may do the whole work or what an earlier one left: whoever writes
 * `sendingSince` under the row's version is the only one who sends.
 */
export function makeSendDigest(deps: SendDigest): () => Promise<DigestRecord['end']> {
  return async () => {
    try {
      return await sendDigest(deps)
    } catch (error) {
      // Another instance was first, and goes on.
      if (isAnswer(error, 'conflict')) return undefined
      throw error
    }
  }
}

async function sendDigest(deps: SendDigest): Promise<DigestRecord['end']> {
  const last = await deps.digests.last()
  const now = deps.clock.now()
  const day = dayOf(now)
  if (last === undefined || last.day < day) return begin(deps, last, day)
  if (last.end !== undefined || last.day > day || now < after(last.changedAt, busyMs)) return undefined
  const settled = await settleDoubt(deps, last)
  return settled.end ?? send(deps, await drafted(deps, settled))
}

async function begin(
  deps: SendDigest,
  last: DigestRecord | undefined,
  day: string,
): Promise<DigestRecord['end']> {
  const told = toldBefore(last, firstIdAt(after(deps.clock.now(), -toldBackMs)))
  const begun = await save(deps, {
    day,
    told,
    telling: [],
    changedAt: deps.clock.now(),
    version: last?.version,
  })
  const ready = await drafted(deps, begun)
  return ready.end ?? send(deps, ready)
}

const save = ({ digests, clock }: SendDigest, record: DigestRecord): Promise<DigestRecord> =>
  digests.save({ ...record, changedAt: clock.now() })

/** With the draft's id and the intent to send it on record; or ended, where there is nothing to tell. */
async function drafted(deps: SendDigest, record: DigestRecord): Promise<DigestRecord> {
  const { draftId } = record.sending ?? {}
  if (draftId !== undefined && (await isThere(deps.outbox, draftId)))
    return save(deps, { ...record, sending: { draftId, sendingSince: deps.clock.now() } })
  const digest = await gatherDigest(deps, record.told)
  if (isEmpty(digest)) return save(deps, { ...record, end: 'nothing' })
  const { day } = record
  const mail = digestMail(digest, { day, now: deps.clock.now() }, deps.route)
  const made = await deps.outbox.createDraft(mail)
  const sending = { draftId: made, sendingSince: deps.clock.now() }
  return save(deps, { ...record, telling: digest.telling, sending })
}

async function isThere(outbox: Outbox, draftId: string): Promise<boolean> {
  try {
    await outbox.attached(draftId)
    return true
  } catch (error) {
    if (isAnswer(error, 'not-found')) return false
    throw error
  }
}

async function send(deps: SendDigest, record: DigestRecord): Promise<DigestRecord['end']> {
  const { draftId } = record.sending ?? {}
  if (record.end !== undefined || draftId === undefined) return record.end
  try {
    await deps.outbox.send(draftId)
  } catch (error) {
    const now = deps.clock.now()
    if (!surelyNotSent(error))
      throw new NotYet('whether the digest was sent is in doubt', after(now, deps.sendDoubtMs), error)
    await save(deps, { ...record, sending: { draftId } })
    throw error
  }
  return (await save(deps, { ...record, end: 'sent' })).end
}

/** Free to be sent, or ended; throws NotYet while nobody can tell. Tomorrow's digest says what a lost one said. */
async function settleDoubt(deps: SendDigest, record: DigestRecord): Promise<DigestRecord> {
  const { draftId, sendingSince, seenUnsentAt } = record.sending ?? {}
  if (draftId === undefined || sendingSince === undefined) return record
  const now = deps.clock.now()
  const quietUntil = after(sendingSince, deps.sendDoubtMs)
  if (now < quietUntil) throw new NotYet('a sent copy of the digest may still appear', quietUntil)
  const internetMessageId = digestMessageIdOf(record.day, deps.route.from)
  const where = await deps.outbox.find({ draftId, internetMessageId, invoiceId: digestMark(record.day) })
  const settled = settle(where, { sendingSince, seenUnsentAt }, now, deps.sendDoubtMs)
  switch (settled.is) {
    case 'sent':
      return save(deps, { ...record, end: 'sent' })
    case 'deleted':
    case 'lost':
      return save(deps, { ...record, end: 'lost' })
    case 'unsent':
      return save(deps, { ...record, sending: { draftId } })
    case 'seen-unsent':
      await save(deps, { ...record, sending: { draftId, sendingSince, seenUnsentAt: now } })
      throw new NotYet(settled.why, settled.until)
    case 'open':
      throw new NotYet(settled.why, settled.until)
  }
}
