/** The smoke test of a deployment: it passes on the deployed version alone. */
import { execFile } from 'node:child_process'
import { createServer, type RequestListener } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const script = join(import.meta.dirname, '../../scripts/wait-for-version.ts')

/** The exit code and all lines, with the handler's answers as /health and a second of patience. */
async function waited(handler: RequestListener): Promise<[number, string]> {
  const server = createServer(handler).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  try {
    return await new Promise((resolve) => {
      const args = [script, `http://127.0.0.1:${port}/health`, '1.2.0', '1']
      execFile(process.execPath, args, (error, stdout, stderr) =>
        resolve([error === null ? 0 : Number(error.code), stdout + stderr]),
      )
    })
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const answer =
  (status: number, body: string): RequestListener =>
  (_, response) =>
    response.writeHead(status).end(body)

test.each([
  [
    'the version that was deployed',
    200,
    '{"version":"1.2.0","status":"healthy"}',
    0,
    'version 1.2.0, healthy',
  ],
  ['the same while a breaker is open', 200, '{"version":"1.2.0","status":"degraded"}', 0, 'degraded'],
  ['the version before', 200, '{"version":"1.1.9","status":"healthy"}', 1, 'not version 1.2.0 within 1 s'],
  ['a version that begins alike', 200, '{"version":"1.2.0-rc","status":"healthy"}', 1, 'not version 1.2.0'],
  ['a process that cannot work', 503, '{"version":"1.2.0","status":"unhealthy"}', 1, 'answers 503'],
  ['a page of somebody else', 200, '<html>', 1, 'not version'],
])('%s', async (_, status, body, code, line) => {
  const [exit, lines] = await waited(answer(status, body))
  expect([exit, lines]).toEqual([code, expect.stringContaining(line)])
})

test('it waits for an app that is starting', async () => {
  let asked = 0
  const [exit] = await waited((request, response) => {
    asked += 1
    const [status, version] = asked < 3 ? [503, '1.1.9'] : [200, '1.2.0']
    answer(status, JSON.stringify({ version, status: 'healthy' }))(request, response)
  })
  expect([exit, asked]).toEqual([0, 3])
})
