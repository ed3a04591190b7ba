import { getDomain } from 'tldts'
import { z } from 'zod'
import { limits } from './terms'

const wildcard = '*.'
const wrong = 'must be an origin such as “https://shop.example”, without a path'
const wrongWildcard = 'may have one “*.” in front of a domain of your own, such as “https://*.shop.example”'

/**
 * Where pages come from: `https://shop.example`, or `https://*.shop.example` for every subdomain of it, but
 * not for `https://shop.example` itself. A wildcard stands before a domain that one owner has registered,
 * never before `co.uk` or `github.io`.
 */
export const origin = z
  .string()
  .max(limits.originLength)
  .transform((value, context) => {
    const url = URL.canParse(value) ? new URL(value) : undefined
    const isOrigin =
      url &&
      /^https?:$/.test(url.protocol) &&
      url.pathname === '/' &&
      !url.search &&
      !url.hash &&
      !url.username &&
      !url.password
    if (isOrigin && isFitting(url.hostname)) return url.origin
    context.addIssue({ code: 'custom', message: isOrigin ? wrongWildcard : wrong })
    return z.NEVER
  })

/**
 * The domain that one owner has registered, by the public suffix list with its private part; null for
 * addresses of machines and for suffixes.
 */
export function registeredDomain(hostname: string): string | null {
  return getDomain(hostname, { allowPrivateDomains: true })
}

/**
 * What stands behind the wildcard of a host; nothing where it has none, or one that would let in strangers.
 */
export function wildcardBase(hostname: string): string | undefined {
  if (!hostname.startsWith(wildcard)) return undefined
  const base = hostname.slice(wildcard.length)
  return base.includes('*') || registeredDomain(base) === null ? undefined : base
}

function isFitting(hostname: string): boolean {
  return !hostname.includes('*') || wildcardBase(hostname) !== undefined
}
