/** Whether there is a token for Graph, and whose. */
import { bearerOf } from '../bearer.ts'
import { ok, skipped, type Check } from '../check.ts'

export const identity: Check = {
  name: 'identity',
  async run({ config, graphBearer }) {
    const token = await graphBearer()
    if (token === config.graph.accessToken)
      return ok('GRAPH_ACCESS_TOKEN serves: Graph is on this machine, Entra ID is not asked')
    switch (bearerOf(token)?.is) {
      case 'application':
        return ok('a token for Graph, of an application')
      case 'person':
        return ok('a token for Graph, of a person who signed in here: not of the app')
      case undefined:
        return ok('a token for Graph')
    }
  },
  advice: {},
}

/** Azure CLI's own tokens never carry a right to mail: what Graph says to a person tells nothing of the app. */
export const personWithoutMail = skipped(
  'you are signed in as a person, without a right to mail',
  'To see what the app may do, run this as an application that infra/grant-mailbox-access.ps1 has let in (AZURE_CLIENT_ID, AZURE_TENANT_ID and a certificate or secret of it), ' +
    'or where the app\'s own identity is. Without that: the script shows the rights that Exchange gives, /health of the app says "misconfigured" where Graph lets it not in.',
)
