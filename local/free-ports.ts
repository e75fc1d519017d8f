/** Loopback ports that the system says are free now; somebody else may take one before it is used. */
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/** `n` different ports, all held until the last is known so that none comes twice. */
export async function freePorts(n: number): Promise<number[]> {
  const servers = Array.from({ length: n }, () => createServer())
  const ports = await Promise.all(
    servers.map(async (server) => {
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      return (server.address() as AddressInfo).port
    }),
  )
  await Promise.all(
    servers.map(async (server) => {
      server.close()
      await once(server, 'close')
    }),
  )
  return ports
}
