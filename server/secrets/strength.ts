const lengthMin = 32
const differentMin = 12

/** From this version on the server does not start with a weak key or secret; until then it says so. */
export const weakRefusedFrom = '0.2.0'

/** Whether a secret could be guessed, now or by somebody who has a link that was made with it. */
export function isWeak(secret: string): boolean {
  return secret.length < lengthMin || new Set(secret).size < differentMin
}

export type WeakVariable = 'HEARBACK_API_KEY' | 'HEARBACK_SECRET'

/** Which secrets of the environment are weak. */
export function weakVariables({ apiKey, secret }: { apiKey?: string; secret: string }): WeakVariable[] {
  return [
    ...(apiKey !== undefined && isWeak(apiKey) ? ['HEARBACK_API_KEY' as const] : []),
    ...(isWeak(secret) ? ['HEARBACK_SECRET' as const] : [])
  ]
}

/** What whoever runs the server is told about one. */
export function weakWarning(variable: WeakVariable): string {
  return (
    `${variable} is weak: use ${lengthMin} characters or more, at least ${differentMin} of ` +
    `them different. From version ${weakRefusedFrom} on the server will not start with it.`
  )
}
