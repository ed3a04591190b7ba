import { isIPv4 } from 'node:net'
import { networkOf } from './network'

/** What is kept of where a session began: enough to say “that was not me”, not who sat at which desk. Nothing for no address. */
export function shownNetwork(address: string): string | undefined {
  const network = networkOf(address)
  if (isIPv4(network)) return `${network.split('.').slice(0, 3).join('.')}.0`
  return network.includes(':') ? `${network.split(':').slice(0, 3).join(':')}::` : undefined
}
