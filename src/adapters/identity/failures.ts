/** What an error of @azure/identity means: Entra ID is away, or we are set up wrongly. */
import { AgentError, DependencyFailed, Misconfigured } from '../../domain/errors.ts'
import { chain, connectionFailure, statusFailure } from '../http-failure.ts'

/** By name: the library brings several copies of its classes. */
const wrongSetting = new Set([
  'CredentialUnavailableError',
  'AuthenticationRequiredError',
  'AuthenticationError',
  'AggregateAuthenticationError',
  'ClientConfigurationError',
])

/** The library wraps a broken connection and a 503 as "credential unavailable" as well, so that the causes are asked first. */
export function translateIdentity(error: unknown): Error {
  const errors = chain(error)
  const ours = errors.find((each) => each instanceof AgentError)
  if (ours !== undefined) return ours
  const statuses = errors.map(statusOf).filter((status) => status !== undefined)
  const away = statuses.find((status) => status >= 500 || status === 429 || status === 408)
  if (away !== undefined) return statusFailure('identity', { status: away })
  const connection = connectionFailure('identity', error)
  if (connection !== undefined) return connection
  if (errors.some(isNetworkError))
    return new DependencyFailed('identity', 'network', { mayHaveActed: false, cause: plain(errors) })
  if (statuses.length > 0 || errors.some(({ name }) => wrongSetting.has(name)))
    return new Misconfigured('identity', { status: statuses[0], cause: plain(errors) })
  return errors[0] ?? new Error('no token and no error', { cause: error })
}

function statusOf(error: Error): number | undefined {
  const status = 'statusCode' in error ? error.statusCode : 'status' in error ? error.status : undefined
  return typeof status === 'number' && status >= 400 ? status : undefined
}

/** MSAL's own word for it, where it keeps no cause. */
const isNetworkError = (error: Error): boolean =>
  'errorCode' in error && /^(network_error|no_network_connectivity)$/.test(String(error.errorCode))

/** Names and Entra's error numbers tell what to set; the texts name tenants and accounts. */
function plain(errors: readonly Error[]): Error {
  const numbers = errors.flatMap(({ message }) => message.match(/AADSTS\d+/g) ?? [])
  return new Error([...new Set([...errors.map(({ name }) => name), ...numbers])].join(', '))
}
