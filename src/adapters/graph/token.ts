/** Where the token for Graph comes from: Entra ID, or a fixed one for a Graph on this machine. */
import { isLoopback } from './client.ts'

/** The fixed token never leaves this machine: with another host it is left alone, whoever set it. */
export function graphToken(
  graph: { baseUrl: string; accessToken: string | undefined },
  tokens: { token(scope: string): Promise<string> },
): () => Promise<string> {
  const { baseUrl, accessToken } = graph
  const url = new URL(baseUrl)
  if (accessToken !== undefined && isLoopback(url)) return () => Promise.resolve(accessToken)
  return () => tokens.token(`${url.origin}/.default`)
}
