import { setTimeout as sleep } from 'node:timers/promises'
import { PrivateHost, publicAddressOf, refusePrivateAddress } from '../connectors/public-hosts'
import { problem } from '../contract/problem'

/**
 * Who saves an address waits no longer for its name to be looked up; it is looked up at each delivery anyway.
 */
const lookUpMs = 2_000

/**
 * Throws `invalid` for an address that nothing may be sent to: one with a password in it, and, where no
 * operator vouches for it, one without TLS or in a private network.
 */
export async function requireAddress(url: string, trustedBy: string | null): Promise<void> {
  const { protocol, username, password, hostname } = new URL(url)
  if (username || password)
    throw problem(
      'invalid',
      'Leave the name and the password out of “url”; what is sent is signed instead.',
      'url'
    )
  if (trustedBy !== null) return
  if (protocol !== 'https:')
    throw problem(
      'invalid',
      '“url” must begin with https://, since answers of customers are sent there.',
      'url'
    )
  try {
    refusePrivateAddress(hostname)
    await Promise.race([
      publicAddressOf(hostname).catch((error: unknown) => {
        if (error instanceof PrivateHost) throw error
      }),
      sleep(lookUpMs, undefined, { ref: false })
    ])
  } catch (error) {
    if (!(error instanceof PrivateHost)) throw error
    throw problem(
      'invalid',
      `“url” leads into a private network (${hostname}); only whoever runs this server may have it sent there.`,
      'url'
    )
  }
}
