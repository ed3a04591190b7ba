import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Attributes } from '../contract/attributes'
import type { Signable } from '../contract/terms'
import { signable } from '../contract/terms'
import { personKeyOf } from '../tags/names'
import { plainly } from '../text/plain-address'

/** What a page says of people, as it sent it or as it is kept. */
export type Claims = {
  [name in Signable]?: (name extends 'attributes' ? Attributes : string | number) | undefined
}
type Claim = Claims[Signable]

/** Longer than any name that is kept, and short enough to be hashed some dozen times. */
const claimLengthMax = 2_000
/** More than any site declares. */
const attributesMost = 50

/**
 * The claims in a body as it was sent: a signature speaks of these, and not of what became of them when
 * they were read.
 */
export function claimsIn(body: unknown): Claims {
  if (typeof body !== 'object' || body === null) return {}
  const sent = body as Record<string, unknown> // any object may be read like that
  return pick((name) => (Object.hasOwn(sent, name) ? sent[name] : undefined))
}

/** Those of the claims that may be signed: text that is no longer than any name, and numbers; and attributes. */
export function pick(valueOf: (name: Signable) => unknown): Claims {
  return Object.fromEntries(
    signable.flatMap((name) => {
      const value = valueOf(name)
      return (name === 'attributes' ? areAttributes(value) : isClaim(value)) ? [[name, value]] : []
    })
  )
}

function isClaim(value: unknown): boolean {
  return typeof value === 'string'
    ? value.length <= claimLengthMax
    : typeof value === 'number' && Number.isFinite(value)
}

function areAttributes(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const all = Object.values(value)
  return all.length <= attributesMost && all.every((one) => typeof one === 'boolean' || isClaim(one))
}

/**
 * Which of the claims a signature covers; nothing where it is wrong. It is hex HMAC-SHA256(site secret,
 * canonical JSON) of claims that were sent (RFC 8785; of text, numbers, true and false that is what
 * JSON.stringify makes of sorted names), or, as it has always been, HMAC-SHA256(site secret, customer). What was sent
 * beside the signed claims is not covered. `sent` is what came, `kept` is what is made of it: whichever of
 * the two a server has signed, it means the same.
 */
export function coveredBy(
  signature: string,
  secret: string,
  sent: Claims,
  kept: Claims
): Signable[] | undefined {
  if (!/^[0-9a-f]{64}$/i.test(signature)) return undefined
  const given = Buffer.from(signature, 'hex')
  const fits = (signed: string) =>
    timingSafeEqual(createHmac('sha256', secret).update(signed).digest(), given)
  for (const claims of [sent, kept]) {
    // What was cut, or lost letters that are not kept, may be somebody else by now.
    // Of attributes what does not fit is left out, and what is kept was signed.
    const isWhole = (name: Signable) =>
      kept[name] !== undefined && (name === 'attributes' || folded(claims[name]) === folded(kept[name]))
    for (const names of subsetsOf(signable.filter((name) => claims[name] !== undefined))) {
      if (fits(canonicalJson(claims, names))) return names.filter(isWhole)
    }
    if (fits(String(claims.customer ?? ''))) return isWhole('customer') ? ['customer'] : []
  }
  return undefined
}

/**
 * Names what was signed, for this site alone, so that answers that bring the same signed claims can be
 * told: two ways to write one mailbox, or one agent, are the same claim.
 */
export function nameOfClaims(secret: string, kept: Claims, names: readonly Signable[]): string {
  const plain = Object.entries(kept).map(
    ([name, value]) =>
      [name, typeof value === 'object' ? value : plainClaim[name as Signable](String(value))] as const
  ) // they have no other names
  return nameOfWritten(secret, Object.fromEntries(plain), names)
}

const asWritten = (claim: string) => claim
const plainClaim: Record<Signable, (claim: string) => string> = {
  customer: plainly,
  attributes: asWritten,
  agent: personKeyOf,
  team: personKeyOf,
  conversation: asWritten
}

/** The same as it was made before claims were compared in one way of writing. */
export function nameOfWritten(secret: string, kept: Claims, names: readonly Signable[]): string {
  return createHmac('sha256', secret)
    .update(`claims ${canonicalJson(kept, names)}`)
    .digest('base64url')
    .slice(0, 22)
}

function folded(claim: Claim): string {
  return String(claim ?? '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
}

function canonicalJson(claims: Claims, names: readonly Signable[]): string {
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, inOrder(claims[name])])))
}

/** What has parts of its own, by their names. */
function inOrder(claim: Claim): Claim {
  if (typeof claim !== 'object') return claim
  return Object.fromEntries(Object.entries(claim).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** All of them first, then any part of them, each in order. */
function subsetsOf(names: readonly Signable[]): Signable[][] {
  const parts = Array.from({ length: 2 ** names.length - 1 }, (_, left) =>
    names.filter((_name, place) => !(left & (1 << place)))
  )
  return parts.sort((a, b) => b.length - a.length)
}
