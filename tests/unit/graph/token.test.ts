/** Which token goes to which Graph. */
import { expect, test } from 'vitest'
import { graphToken } from '../../../src/adapters/graph/token.ts'

const tokens = { token: (scope: string) => Promise.resolve(`entra for ${scope}`) }

test.each([
  ['http://127.0.0.1:5000', 'fixed'],
  ['http://localhost:5000', 'fixed'],
  ['https://graph.microsoft.com', 'entra for https://graph.microsoft.com/.default'],
  ['https://graph.microsoft.us', 'entra for https://graph.microsoft.us/.default'],
  ['https://microsoftgraph.chinacloudapi.cn', 'entra for https://microsoftgraph.chinacloudapi.cn/.default'],
  ['https://127.0.0.1.evil.example', 'entra for https://127.0.0.1.evil.example/.default'],
])('%s gets "%s": the fixed token stays on this machine', async (baseUrl, expected) => {
  expect(await graphToken({ baseUrl, accessToken: 'fixed' }, tokens)()).toBe(expected)
})

test('without a fixed token Entra ID is asked on this machine as well', async () => {
  const token = graphToken({ baseUrl: 'http://127.0.0.1:5000', accessToken: undefined }, tokens)
  expect(await token()).toBe('entra for http://127.0.0.1:5000/.default')
})
