import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/**
 * How much work an answer takes: so many numbers, each of which gives a hash that begins with so many zero
 * bits. Many small searches take nearly the same time for everybody; one large one would take some people
 * five times as long as others. It comes to 32,768 hashes: see docs/floods.md for how long devices need.
 */
const bits = 11
const parts = 16
/** A challenge is solved within seconds; a page that slept meanwhile asks for another one. */
const freshForMs = 10 * 60_000
/** How far the clocks of two processes may be apart. */
const clockSkewMs = 60_000

type Named = { surveyId: string; id: string }

/**
 * What a page is asked to work on before one answer counts. It is signed and names the answer, so nothing
 * of it is kept here: a proof that is used again says no more than that the same answer is meant, and the
 * answers of a survey have different ids.
 */
export function challengeOf(secret: string, answer: Named, now: number): string {
  return `${bits}.${parts}.${now.toString(36)}.${signatureOf(secret, answer, now)}`
}

/**
 * Whether somebody has done the work for this answer: `proof` is a challenge of ours, `~`, and the numbers
 * in base 36.
 */
export function isProven(secret: string, answer: Named, proof: string | undefined, now: number): boolean {
  const [, challenge = '', time = '', signature = '', written = ''] = shape.exec(proof ?? '') ?? []
  const at = Number.parseInt(time, 36)
  if (
    !challenge.startsWith(`${bits}.${parts}.`) ||
    Number.isNaN(at) ||
    at > now + clockSkewMs ||
    now - at > freshForMs
  )
    return false
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(secret, answer, at)))) return false
  const numbers = written.split('-').map((number) => Number.parseInt(number, 36))
  return (
    numbers.length === parts &&
    numbers.every((number, part) => number < 2 ** 32 && hasZeros(number, `${part}.${challenge}`))
  )
}

const shape = /^(\d+\.\d+\.([0-9a-z]{1,9})\.([\w-]{22}))~([0-9a-z-]{1,200})$/

/** As widget/outbox/proof.ts counts it: the number as four bytes, then the text, through SHA-256. */
function hasZeros(number: number, text: string): boolean {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(number)
  return createHash('sha256').update(head).update(text).digest().readUInt32BE(0) < 2 ** (32 - bits)
}

function signatureOf(secret: string, { surveyId, id }: Named, at: number): string {
  return createHmac('sha256', secret)
    .update(`proof ${bits} ${parts} ${surveyId} ${id} ${at}`)
    .digest('base64url')
    .slice(0, 22)
}
