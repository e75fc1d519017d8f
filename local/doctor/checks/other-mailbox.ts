/** Whether the identity is kept out of every other mailbox: here "access denied" is the right answer. */
import { isAnswer, Misconfigured } from '../../../src/domain/errors.ts'
import { bearerOf, type Bearer } from '../bearer.ts'
import { failed, ok, skipped, type Check, type Finding } from '../check.ts'
import type { Installation } from '../installation.ts'
import { graphAdvice, readFolder } from './mailbox.ts'

type Answer = 'read' | 'denied' | 'not-found'

export const otherMailbox: Check = {
  name: 'other mailbox',
  // Whoever is let in nowhere is kept out here as well, which says nothing.
  needs: 'mailbox',
  async run(installation) {
    const { wishes, graphBearer } = installation
    const bearer = bearerOf(await graphBearer())
    return verdict(await answerOf(installation), bearer, wishes.otherMailbox !== undefined)
  },
  advice: graphAdvice,
}

async function answerOf({ wishes, config, graphOf }: Installation): Promise<Answer> {
  try {
    await readFolder(graphOf(wishes.otherMailbox ?? config.accountsPayable), 'Inbox')
    return 'read'
  } catch (error) {
    if (error instanceof Misconfigured && error.dependency === 'graph' && error.status === 403)
      return 'denied'
    if (isAnswer(error, 'not-found')) return 'not-found'
    throw error
  }
}

const narrow =
  'Take the consent to Mail.* away in Microsoft Entra (Enterprise applications, the identity, Permissions) and give the rights by infra/grant-mailbox-access.ps1 alone, whose scope is the one mailbox. Changes take up to two hours to apply.'

/** `isNamed`: the address was given for this, and is not accounts payable's. */
export function verdict(answer: Answer, bearer: Bearer | undefined, isNamed: boolean): Finding {
  const whose = isNamed ? '--other-mailbox' : "accounts payable's mailbox"
  if (answer === 'read')
    return bearer?.is === 'person'
      ? failed(`${whose} is readable, by your own sign-in`, 'Give one that you have no right to.')
      : failed(`${whose} is readable as well: maybe every mailbox is`, narrow)
  if (bearer?.is === 'application' && bearer.mailRights.length > 0)
    return failed(`the token carries ${bearer.mailRights.join(', ')}, consented to for every mailbox`, narrow)
  if (answer === 'denied') return ok(`${whose} is out of reach, as it should be`)
  return isNamed
    ? failed('--other-mailbox is no mailbox of this tenant', 'Give the address of a mailbox that is there.')
    : skipped(
        `${whose} is not in this tenant, so nothing can be told`,
        'Give another mailbox of the tenant: npm run doctor -- --other-mailbox someone@contoso.com.',
      )
}
