import { addressIn } from '../limits/network'

/**
 * What is kept of where a session began: enough to say “that was not me”, not who sat at which desk.
 * Nothing for no address.
 */
export function shownNetwork(written: string): string | undefined {
  const address = addressIn(written)
  if (address === undefined) return undefined
  return address.includes(':')
    ? `${address.split('::')[0]?.split(':').slice(0, 3).join(':')}::`
    : `${address.split('.').slice(0, 3).join('.')}.0`
}
