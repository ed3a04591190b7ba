import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { BlockList, isIP } from 'node:net'

/**
 * Thrown before anything is connected to: the host is, or its name leads to, an address that is not public.
 */
export class PrivateHost extends Error {}

/** How a name becomes addresses: what node does where nothing else is said. */
export type Resolve = (
  name: string,
  options: { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void
) => void

/** IANA's special-purpose addresses, and where Azure keeps what its machines are told about themselves. */
const special = listOf('ipv4', [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '168.63.129.16/32'
])
/**
 * All that IANA has given out of IPv6 for the Internet, and what within it leads elsewhere: Teredo,
 * documentation, 6to4.
 */
const global = listOf('ipv6', ['2000::/3'])
const globalSpecial = listOf('ipv6', ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'])

/**
 * Whether an IP address is one of the Internet's. IPv4 within IPv6 is not: no name of an honest host leads
 * there.
 */
export function isPublic(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !special.check(address)
  // An address with a zone is one of this machine's links.
  return (
    family === 6 &&
    !address.includes('%') &&
    global.check(address, 'ipv6') &&
    !globalSpecial.check(address, 'ipv6')
  )
}

/**
 * Resolves a name for a connection and fails with `PrivateHost` where any of its addresses is not public.
 * What was checked is what is connected to, so a name that leads elsewhere a moment later leads nowhere.
 */
export function publicLookup(resolve: Resolve = lookup): LookupFunction {
  return (name, options, done) => {
    resolve(name, { all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error || !first) return done(error ?? new Error('ENOTFOUND'), [])
      if (!addresses.every(({ address }) => isPublic(address))) return done(new PrivateHost(name), [])
      if (options.all) return done(null, addresses)
      done(null, first.address, first.family)
    })
  }
}

/**
 * Throws `PrivateHost` for an address that stands where a name would, which nobody looks up. `host` is as
 * in a URL.
 */
export function refusePrivateAddress(host: string) {
  const address = host.replace(/^\[(.*)\]$/, '$1')
  if (isIP(address) && !isPublic(address)) throw new PrivateHost(host)
}

/** A public address of a host, whatever it is written like. */
export function publicAddressOf(host: string, resolve?: Resolve): Promise<string> {
  return new Promise((found, failed) => {
    publicLookup(resolve)(host, {}, (error, address) => (error ? failed(error) : found(String(address))))
  })
}

function listOf(family: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [net = '', prefix] = range.split('/')
    list.addSubnet(net, Number(prefix), family)
  }
  return list
}
