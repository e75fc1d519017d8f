/** Whether the Teams channel can be told: its address alone, unless a card is wished for. */
import { createTeam } from '../../../src/adapters/teams/team.ts'
import { ok, skipped, type Check } from '../check.ts'

export const teams: Check = {
  name: 'Teams',
  async run({ config, wishes, guards }) {
    const url = config.teamsWebhookUrl
    if (url === undefined) return skipped('TEAMS_WEBHOOK_URL is not set: no channel is told')
    if (wishes.teams !== true) return ok('the address is well-formed; --teams posts a card, which people see')
    await createTeam({ guard: guards.teams, url }).tell({
      title: 'Invoice Agent: a test',
      facts: [],
      text: 'Posted by "npm run doctor". There is nothing to do.',
    })
    return ok('the flow took a card: look whether it shows in the channel')
  },
  advice: {
    'not-found':
      'The flow behind TEAMS_WEBHOOK_URL is gone: make it anew in Teams (Workflows) and set its address.',
    'no-right':
      'The signature in TEAMS_WEBHOOK_URL is not taken: copy the whole address from the flow once more, with all that stands behind the "?".',
    'unknown-caller':
      'The flow lets in only who signs in: set its trigger to "Anyone", and copy its address anew.',
  },
}
