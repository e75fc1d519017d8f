/** Whether Graph's notices would reach the app: the very validation that Graph makes before it sends any. */
import { chain, connectionFailure } from '../../../src/adapters/http-failure.ts'
import { isLoopback } from '../../../src/adapters/graph/client.ts'
import { DependencyFailed } from '../../../src/domain/errors.ts'
import { failed, ok, skipped, type Check, type Finding } from '../check.ts'

export interface Answer {
  readonly status: number
  readonly contentType: string
  readonly text: string
}

export const notices: Check = {
  name: 'notices',
  async run({ config, mark }) {
    if (config.webhook === undefined)
      return skipped('MAIL_WEBHOOK_URL is not set: polling alone brings the mail')
    const url = new URL(config.webhook.url)
    if (isLoopback(url) && !isLoopback(new URL(config.graph.baseUrl)))
      return failed(
        'MAIL_WEBHOOK_URL is on this machine, where Graph cannot reach it',
        'Set the address that the app has in the internet, or leave it out with GRAPH_CLIENT_STATE: polling brings the mail as well.',
      )
    const token = `doctor ${mark} <&>`
    url.searchParams.set('validationToken', token)
    return verdict(await post(url), token)
  },
  advice: {
    unreachable:
      'Nobody answers at MAIL_WEBHOOK_URL: is the app deployed and running, the name right, the certificate one that the public trusts? Graph comes from the internet: a firewall has to let it in.',
    timeout:
      'The app took too long: Graph gives it ten seconds as well. Keep an instance for HTTP up (ALWAYS_READY_HTTP=1), then run it again.',
  },
}

async function post(url: URL): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    })
    const text = await response.text()
    return { status: response.status, contentType: response.headers.get('content-type') ?? '', text }
  } catch (error) {
    // The way from Graph to us. Whatever else `fetch` threw is of the connection too, such as a certificate's fault.
    throw connectionFailure('graph', error) ?? brokenBy(error)
  }
}

function brokenBy(error: unknown): DependencyFailed {
  const codes = chain(error).flatMap((each) => ('code' in each ? [String(each.code)] : []))
  return new DependencyFailed('graph', 'network', { mayHaveActed: true, cause: new Error(codes.join(', ')) })
}

/** 200, the token and nothing else, as plain text (docs: "notificationUrl validation"). */
export function verdict({ status, contentType, text }: Answer, token: string): Finding {
  if (status === 200 && text === token && /^text\/plain\b/i.test(contentType))
    return ok("answers Graph's validation; GRAPH_CLIENT_STATE is set")
  if (status === 200)
    return failed(
      'answers, but not with the token as plain text',
      'Something else listens there, or a gateway in between changes the answer: MAIL_WEBHOOK_URL has to lead to /webhooks/graph of the app.',
    )
  return failed(`HTTP ${status}`, byStatus[status] ?? otherwise)
}

const byStatus: Readonly<Record<number, string>> = {
  401: 'Somebody asks Graph to sign in, which it cannot: App Service authentication has to let /webhooks/graph pass.',
  403: 'Access restrictions of the app keep Graph out: it comes from the internet.',
  404: 'MAIL_WEBHOOK_URL has to end in /webhooks/graph; and the running app needs MAIL_WEBHOOK_URL and GRAPH_CLIENT_STATE in its own settings.',
}
const otherwise =
  'Look at /health of the app at the same address: it has to run, with the same settings. A redirect is none: give the address that it leads to.'
