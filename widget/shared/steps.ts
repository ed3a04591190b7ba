import type { Definition, Told } from './protocol'
import { isLow } from './scale'

/**
 * Where a customer is. `chosen` is what is marked, `rating` what is sent: arrow keys pass over points
 * without answering with each. `told` is what the other questions were answered with, `passed` which of
 * them are behind: one is asked at a time.
 */
export type Step =
  | { at: 'asking'; chosen?: number }
  | { at: 'following'; chosen: number; rating: number; told: Told; passed: readonly Part[] }
  | { at: 'thanking'; chosen: number; rating: number; told: Told }

/** What may follow a rating, in this order; the comment and the consent stand together at the end. */
export type Part = 'solved' | 'reason' | 'person' | 'end'

/** Of a definition all but where its points end, which the widget is not sent. */
type Asked = Omit<Definition, 'scale'>

export type Action =
  | { does: 'choose'; point: number }
  | { does: 'rate' }
  | { does: 'tell'; told: Told; goesOn?: boolean }
  | { does: 'finish' }

/**
 * The way through a survey: asking → following → thanking. Returns the same step when the action changes
 * nothing.
 */
export function reduce(step: Step, action: Action, survey: Asked): Step {
  if (step.at === 'thanking') return step
  if (action.does === 'choose') return step.chosen === action.point ? step : { ...step, chosen: action.point }
  const { chosen } = step
  if (chosen === undefined) return step
  if (ASKS_MORE && action.does === 'tell') {
    return step.at === 'following'
      ? {
          ...step,
          told: { ...step.told, ...action.told },
          passed: action.goesOn ? onward(step, survey) : step.passed
        }
      : step
  }
  // Each part has the same button, and only that of the last one ends it all.
  if (ASKS_MORE && action.does === 'finish' && step.at === 'following') {
    const passed = onward(step, survey)
    if (passed !== step.passed) return { ...step, rating: chosen, told: fitting(step, survey), passed }
  }
  const told = !ASKS_MORE || step.at === 'asking' ? {} : fitting(step, survey)
  if (action.does === 'finish' || !followUps(isLow(chosen, survey), survey))
    return { at: 'thanking', chosen, rating: chosen, told }
  if (step.at === 'following' && step.rating === chosen) return step
  // The reasons for another kind of rating are asked anew.
  const passed =
    ASKS_MORE && step.at === 'following'
      ? step.passed.filter((part) => part !== 'reason' || told.reason !== '')
      : []
  return { at: 'following', chosen, rating: chosen, told, passed }
}

/** Which part is asked now: the first that is not behind, or the last one. */
export function partNow(
  { chosen, passed }: Extract<Step, { at: 'following' }>,
  survey: Asked
): Part | undefined {
  const parts = partsFor(isLow(chosen, survey), survey)
  return parts.find((part) => !passed.includes(part)) ?? parts.at(-1)
}

function partsFor(low: boolean, { comment, solved, reasons, person, contact }: Asked): Part[] {
  const asked: [Part, unknown][] = [
    ['solved', solved],
    ['reason', reasons?.[low ? 'low' : 'high']],
    ['person', person],
    ['end', comment ?? contact]
  ]
  return asked.flatMap(([part, is]) => (is ? [part] : []))
}

/** With the present part behind; the same where it is the last. */
function onward(step: Extract<Step, { at: 'following' }>, survey: Asked): readonly Part[] {
  const now = partNow(step, survey)
  return now === undefined || now === partsFor(isLow(step.chosen, survey), survey).at(-1)
    ? step.passed
    : [...step.passed, now]
}

/** Whether anything is asked after such a rating. */
export function followUps(low: boolean, asked: Asked): boolean {
  return Boolean(
    asked.comment ||
      (ASKS_MORE && (asked.solved || asked.reasons?.[low ? 'low' : 'high'] || asked.person || asked.contact))
  )
}

/** A reason for a low rating is none for a high one: who changes from one to the other takes it back. */
function fitting(
  { told, rating, chosen }: { told: Told; rating: number; chosen: number },
  survey: Asked
): Told {
  return told.reason && isLow(rating, survey) !== isLow(chosen, survey) ? { ...told, reason: '' } : told
}
