import { scaleOf } from '../../contract/rating-steps'
import type { Facet } from '../../contract/terms'
import type { VersionRow } from '../../db/rows'
import { partsOf } from '../../surveys/meaning'
import type { Facets } from '../wire'

/** What “Was it solved?” can be answered with. */
export const solvedValues = ['yes', 'not-yet', 'no'] as const
/** How consent to be contacted is written, by what it means. */
export const contactWritten = { yes: ['true', '1'], no: ['false', '0'] } as const

/** What a version of a survey offers to choose from; anything else that was sent is no choice. */
export type Choices = Readonly<Record<'reason' | 'person', readonly string[]>>

const known = new WeakMap<VersionRow, Choices>()

export function choicesOf(version: VersionRow): Choices {
  const there = known.get(version)
  if (there) return there
  const { low = [], high = [] } = partsOf(version).reasons ?? {}
  const { min, max } = scaleOf(version)
  const made = {
    reason: [...new Set([...low, ...high].map(({ key }) => key))],
    person: Array.from({ length: max - min + 1 }, (_, point) => String(min + point))
  }
  known.set(version, made)
  return made
}

/**
 * What an answer differs in by what its customer said beside the rating. `said`: the answers to further
 * questions by name; `hasComment`: whether there is one; `choices`: those of the version that was answered.
 */
export function facetsOf(
  said: Readonly<Record<string, unknown>>,
  hasComment: boolean,
  choices: Choices | undefined
): Facets {
  const chosen = (name: 'reason' | 'person') => {
    const value = said[name]
    const key = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    return choices?.[name].includes(key) ? key : ''
  }
  const found: Record<Facet, string> = {
    solved: solvedValues.find((value) => value === said['solved']) ?? '',
    reason: chosen('reason'),
    person: chosen('person'),
    contact: contactOf(said['contact']),
    commented: hasComment ? 'yes' : 'no'
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ''))
}

/** How the person was rated, as one more than the steps of that version; 0 where nobody was. */
export function personCell({ person }: Facets, { stepsPerPoint }: VersionRow): number {
  return person === undefined ? 0 : Number(person) * stepsPerPoint + 1
}

function contactOf(value: unknown): string {
  const written = String(value)
  if (contactWritten.yes.some((one) => one === written)) return 'yes'
  return contactWritten.no.some((one) => one === written) ? 'no' : ''
}
