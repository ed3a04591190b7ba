import { inArray } from 'drizzle-orm'
import { parts as partsSchema } from '../contract/parts'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'

/** The reasons that each survey has ever offered, which are the site's words and not the customer's. */
export type KnownReasons = ReadonlyMap<string, ReadonlySet<string>>

export function* knownReasons(
  handle: Handle,
  { tables: { surveyVersion } }: Database,
  surveyIds: readonly string[]
): Generator<PromiseLike<unknown>, KnownReasons, unknown> {
  const known = new Map<string, Set<string>>()
  if (surveyIds.length === 0) return known
  const versions = yield* run(
    handle
      .select({ surveyId: surveyVersion.surveyId, parts: surveyVersion.parts })
      .from(surveyVersion)
      .where(inArray(surveyVersion.surveyId, [...surveyIds]))
  )
  for (const { surveyId, parts } of versions) {
    const { reasons } = partsSchema.parse(JSON.parse(parts))
    const keys = known.get(surveyId) ?? new Set()
    for (const { key } of [...(reasons?.low ?? []), ...(reasons?.high ?? [])]) keys.add(key)
    known.set(surveyId, keys)
  }
  return known
}

/**
 * Of further answers, numbers and what was chosen rather than written. Consent to be contacted goes with
 * whoever gave it.
 */
export function withoutWords(
  answers: string | null,
  reasons: ReadonlySet<string> = new Set()
): string | null {
  if (answers === null) return null
  const given = Object.entries(JSON.parse(answers) as Record<string, unknown>) // written by storeAnswers only
  const chosen = given.filter(([name, value]) => {
    if (name === 'contact') return false
    if (typeof value !== 'string') return true
    return (
      (name === 'solved' && ['yes', 'no', 'not-yet'].includes(value)) ||
      (name === 'reason' && reasons.has(value))
    )
  })
  return chosen.length > 0 ? JSON.stringify(Object.fromEntries(chosen)) : null
}
