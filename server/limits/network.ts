import { createHmac } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'

/** No address is longer, with brackets, a zone and a port around it. */
const addressLengthMax = 100

/**
 * The address in what a socket, a proxy or a person wrote, in the one shape that it has everywhere here:
 * IPv4, or IPv6 in its shortest form. Brackets, ports and zones go; an IPv4 address within an IPv6 one is
 * that IPv4 address. Nothing for what is none.
 */
export function addressIn(written: string): string | undefined {
  if (written.length > addressLengthMax) return undefined
  const bare = withoutPort(written.trim().replace(/^"(.*)"$/, '$1')).replace(/%[^%]*$/, '')
  if (isIPv4(bare)) return bare
  if (!isIPv6(bare)) return undefined
  const groups = groupsOf(bare)
  const [a = 0, b = 0, c = 0] = groups
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return dotted(groups[6] ?? 0, groups[7] ?? 0)
  // Whoever has one IPv4 address has all 2¹⁶ networks of its 6to4 prefix.
  if (a === 0x2002) return dotted(b, c)
  return shortest(groups)
}

/**
 * The network that stands for one customer of a provider: an IPv4 address, or the /64 that an IPv6 address
 * lies in, of which one customer has every address. What is no address stands for itself.
 */
export function networkOf(written: string): string {
  const address = addressIn(written)
  if (address === undefined) return 'unknown'
  if (isIPv4(address)) return address
  return `${shortest([...groupsOf(address).slice(0, 4), 0, 0, 0, 0])}/64`
}

/** A name for the network that tells nobody who has not the secret which one it is. */
export function networkHash(secret: string, address: string): string {
  return createHmac('sha256', secret)
    .update(`network ${networkOf(address)}`)
    .digest('base64url')
    .slice(0, 22)
}

/** `[::1]:80`, `::1` and `1.2.3.4:567`, without the port. */
function withoutPort(written: string): string {
  const inBrackets = /^\[([^[\]]*)\](:\d{1,5})?$/.exec(written)
  if (inBrackets) return inBrackets[1] ?? ''
  return written.indexOf(':') === written.lastIndexOf(':') ? written.replace(/:\d{1,5}$/, '') : written
}

function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('::')
  const first = numbersIn(head)
  if (tail === undefined) return first
  const last = numbersIn(tail)
  return [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last]
}

function numbersIn(part: string): number[] {
  if (part === '') return []
  return part.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)]
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number)
    return [a * 256 + b, c * 256 + d]
  })
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

function shortest(groups: readonly number[]): string {
  // A URL writes addresses as RFC 5952 wants them.
  return new URL(`http://[${groups.map((group) => group.toString(16)).join(':')}]`).hostname.slice(1, -1)
}
