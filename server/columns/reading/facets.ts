import { inSteps, scaleOf } from '../../contract/rating-steps'
import type { Facet } from '../../contract/terms'
import type { VersionRow } from '../../db/rows'
import type { Facets } from '../wire'

/** What “Was it solved?” can be answered with. */
export const solvedValues = ['yes', 'not-yet', 'no'] as const
/** How consent to be contacted is written, by what it means. */
export const contactWritten = { yes: ['true', '1'], no: ['false', '0'] } as const
/** A longer text is no key of a choice. */
export const keyLengthMax = 60

/**
 * What an answer differs in by what its customer said beside the rating. `said`: the answers to further
 * questions by name; `hasComment`: whether there is one.
 */
export function facetsOf(said: Readonly<Record<string, unknown>>, hasComment: boolean): Facets {
  const found: Record<Facet, string> = {
    solved: solvedValues.find((value) => value === said['solved']) ?? '',
    reason: keyOf(said['reason']),
    person: keyOf(said['person']),
    contact: contactOf(said['contact']),
    commented: hasComment ? 'yes' : 'no'
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ''))
}

/**
 * How the person was rated, as one more than the steps of that version; 0 where nobody was, or not by a
 * rating of its scale.
 */
export function personCell(said: Readonly<Record<string, unknown>>, version: VersionRow): number {
  const { person } = said
  if (typeof person !== 'number') return 0
  const { min, max } = scaleOf(version)
  const steps = inSteps(person, version)
  return steps !== undefined && person >= min && person <= max ? steps + 1 : 0
}

function keyOf(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return ''
  const key = String(value)
  return [...key].length <= keyLengthMax ? key : ''
}

function contactOf(value: unknown): string {
  const written = String(value)
  if (contactWritten.yes.some((one) => one === written)) return 'yes'
  return contactWritten.no.some((one) => one === written) ? 'no' : ''
}
