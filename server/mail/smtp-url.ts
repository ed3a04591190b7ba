import { BlockList, isIP } from 'node:net'

/** Where mail of our own is handed in, and how the connection is kept private. */
export type MailServer = {
  host: string
  port: number
  /** `tls` from the first byte, `starttls` or nothing, or `offered`: encrypted where the server can. */
  security: 'tls' | 'starttls' | 'offered'
  auth?: { user: string; pass: string }
}

/**
 * As it is asked for: within one's own network STARTTLS is taken where it is offered, elsewhere it is
 * needed.
 */
export function securityOf(wanted: 'tls' | 'starttls', host: string): MailServer['security'] {
  return wanted === 'starttls' && isOwnNetwork(host) ? 'offered' : wanted
}

const own = new BlockList()
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16]
] as const)
  own.addSubnet(network, bits, 'ipv4')
own.addAddress('::1', 'ipv6')
own.addSubnet('fc00::', 7, 'ipv6')

/**
 * Reads `smtp://user:password@host:587` or `smtps://host`; nothing for what is neither. Over the Internet a mail with a link in it
 * is never sent in the clear: `smtp:` needs STARTTLS there, and only takes it where it is offered within one's own network.
 */
export function readSmtpUrl(text: string): MailServer | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const isPlain = url.protocol === 'smtp:'
  if (
    (!isPlain && url.protocol !== 'smtps:') ||
    url.hostname === '' ||
    url.search !== '' ||
    url.hash !== '' ||
    !['', '/'].includes(url.pathname)
  )
    return undefined
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const [user, pass] = [decoded(url.username), decoded(url.password)]
  if (user === undefined || pass === undefined || (user === '' && pass !== '')) return undefined
  return {
    host,
    port: url.port === '' ? (isPlain ? 587 : 465) : Number(url.port),
    security: securityOf(isPlain ? 'starttls' : 'tls', host),
    ...(user && { auth: { user, pass } })
  }
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

function isOwnNetwork(host: string): boolean {
  const family = isIP(host)
  return family === 0 ? host === 'localhost' : own.check(host, family === 4 ? 'ipv4' : 'ipv6')
}
