import type { Answer } from '../responses/answer'
import type { Contact } from './contacts'
import type { Random } from './random'
import { agents } from './world'

/** So many of those who rate go on to the further questions. */
const goesOn = 0.55

/**
 * Whether it was solved moves the rating most, and the person a little: what customers of the demo say
 * beside their rating.
 */
export function saidBy({ agent, answer }: Contact, random: Random): Answer['answers'] {
  if (!answer || !random.chance(goesOn)) return {}
  const effect = agents.find(({ name }) => name === agent)?.effect ?? 0
  const person = Math.round(2.6 + answer.rating * 0.35 + effect * 1.5 + (random.even() - 0.5) * 2.4)
  return { solved: random.weighted(solved[answer.rating] ?? {}), person: Math.max(1, Math.min(5, person)) }
}

/** How often it was solved, by the rating. */
const solved: Readonly<Record<number, Readonly<Record<'yes' | 'no' | 'not-yet', number>>>> = {
  1: { yes: 8, 'not-yet': 22, no: 70 },
  2: { yes: 18, 'not-yet': 32, no: 50 },
  3: { yes: 45, 'not-yet': 35, no: 20 },
  4: { yes: 80, 'not-yet': 15, no: 5 },
  5: { yes: 94, 'not-yet': 5, no: 1 }
}
