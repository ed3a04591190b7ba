import { createServer } from 'node:net'

/** A port of the loopback that nobody listens on. */
export async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} it listens on TCP */ (server.address())
  await new Promise((resolve) => server.close(resolve))
  return port
}
