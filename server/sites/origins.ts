import { registeredDomain, wildcardBase } from '../contract/origin'

/**
 * Whether a page of this origin may send answers where these are allowed: one of them as it stands, or by a
 * wildcard.
 */
export function allowsOrigin(allowed: readonly string[], origin: string | undefined): origin is string {
  if (origin === undefined || origin.includes('*')) return false
  return allowed.includes(origin) || allowed.some((pattern) => matches(pattern, origin))
}

/** Names of a host, joined by dots. */
const names = /^[a-z\d_-]+(\.[a-z\d_-]+)*$/

/** A wildcard stands for one or more names before its domain; scheme and port are as it says. */
function matches(pattern: string, origin: string): boolean {
  if (!pattern.includes('*') || !URL.canParse(pattern) || !URL.canParse(origin)) return false
  const [wanted, page] = [new URL(pattern), new URL(origin)]
  const base = wildcardBase(wanted.hostname)
  if (page.protocol !== wanted.protocol || page.port !== wanted.port) return false
  if (base === undefined || !page.hostname.endsWith(`.${base}`)) return false
  return names.test(page.hostname.slice(0, -base.length - 1))
}

/**
 * Whether a page of this origin is the site's own, so that one press may allow it: of a domain that the
 * site has registered by what it allows already, or of the machine of whoever builds it.
 */
export function isOwnOrigin(allowed: readonly string[], origin: string): boolean {
  const host = new URL(origin).hostname
  if (/^(.+\.)?localhost$|^127(\.\d+){3}$|^\[::1\]$/.test(host)) return true
  const domain = registeredDomain(host)
  const domainOf = (pattern: string) =>
    URL.canParse(pattern) ? registeredDomain(new URL(pattern).hostname.replace(/^\*\./, '')) : null
  return domain !== null && allowed.some((pattern) => domainOf(pattern) === domain)
}
