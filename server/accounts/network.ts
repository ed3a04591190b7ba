import { isIPv4, isIPv6 } from 'node:net'

/** The address, or the /64 that it lies in: one customer of a provider has all 2⁶⁴ addresses of an IPv6 network. */
export function networkOf(address: string): string {
  const mapped = address.slice(address.lastIndexOf(':') + 1)
  if (!isIPv6(address) || isIPv4(mapped)) return isIPv4(mapped) ? mapped : address
  const [head = '', tail] = address.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = tail === undefined ? first : [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last]
  return groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')
}
