import { isLow } from './scale'
import type { Definition, Thanks, Told } from './wire'

/**
 * Where a customer is. `chosen` is what is marked, `rating` what is sent: arrow keys pass over points without answering with each.
 * `told` is what the other questions were answered with.
 */
export type Step =
  | { at: 'asking'; chosen?: number }
  | { at: 'following'; chosen: number; rating: number; told: Told }
  | { at: 'thanking'; chosen: number; rating: number; told: Told }

export type Action = { does: 'choose'; point: number } | { does: 'rate' } | { does: 'tell'; told: Told } | { does: 'finish' }

/** The way through a survey: asking → following → thanking. Returns the same step when the action changes nothing. */
export function reduce(step: Step, action: Action, survey: Definition): Step {
  if (step.at === 'thanking' || step.chosen === undefined) {
    return step.at === 'asking' && action.does === 'choose' ? { at: 'asking', chosen: action.point } : step
  }
  const { chosen } = step
  if (action.does === 'choose') return chosen === action.point ? step : { ...step, chosen: action.point }
  if (ASKS_MORE && action.does === 'tell') return step.at === 'following' ? { ...step, told: { ...step.told, ...action.told } } : step
  const told = !ASKS_MORE || step.at === 'asking' ? {} : fitting(step, survey)
  if (action.does === 'finish' || !followUps(isLow(chosen, survey), survey)) return { at: 'thanking', chosen, rating: chosen, told }
  return step.at === 'following' && step.rating === chosen ? step : { at: 'following', chosen, rating: chosen, told }
}

/** Whether anything is asked after such a rating. */
export function followUps(low: boolean, asked: Definition): boolean {
  return Boolean(asked.comment || (ASKS_MORE && (asked.solved || asked.reasons?.[low ? 'low' : 'high'] || asked.person || asked.contact)))
}

/** What is said at the end, which may differ by the rating. */
export function thanksFor(chosen: number | undefined, { thanks, words, ...scale }: Definition): Thanks {
  const own = ASKS_MORE && chosen !== undefined && thanks?.[isLow(chosen, scale) ? 'low' : 'high']
  return own || { text: words.thanks }
}

/** A reason for a low rating is none for a high one: who changes from one to the other takes it back. */
function fitting({ told, rating, chosen }: { told: Told; rating: number; chosen: number }, survey: Definition): Told {
  return told.reason && isLow(rating, survey) !== isLow(chosen, survey) ? { ...told, reason: '' } : told
}
