/** Tells the Teams channel through the address that its Workflows app gave out. */
import type { Team } from '../../domain/ports/team.ts'
import type { Guard } from '../../resilience/guard.ts'
import { cardBody } from './card.ts'
import { answerFailure } from './failures.ts'

/** `url` holds its own signature: whoever has it can post. A 202 says that the flow took the card, not that it is shown. */
export function createTeam({ guard, url }: { guard: Guard; url: string }): Team {
  return {
    async tell(notice) {
      const body = cardBody(notice)
      await guard.call('postCard', async (signal) => {
        // A string goes out with Content-Length, which the flow wants.
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
          redirect: 'manual',
          signal,
        })
        await response.body?.cancel()
        if (!response.ok) throw answerFailure(response)
      })
    },
  }
}
