/** Where a customer is. `chosen` is what is marked, `rating` what is sent: arrow keys pass over points without answering with each. */
export type Step =
  | { at: 'asking'; chosen?: number }
  | { at: 'commenting'; chosen: number; rating: number }
  | { at: 'thanking'; chosen: number; rating: number }

export type Action = { does: 'choose'; point: number } | { does: 'rate' } | { does: 'finish' }

/** The way through a survey: asking → commenting → thanking. Returns the same step when the action changes nothing. */
export function reduce(step: Step, action: Action): Step {
  if (step.at === 'thanking' || step.chosen === undefined) {
    return step.at === 'asking' && action.does === 'choose' ? { at: 'asking', chosen: action.point } : step
  }
  if (action.does === 'choose') return step.chosen === action.point ? step : { ...step, chosen: action.point }
  if (action.does === 'finish') return { at: 'thanking', chosen: step.chosen, rating: step.chosen }
  return step.at === 'commenting' && step.rating === step.chosen ? step : { at: 'commenting', chosen: step.chosen, rating: step.chosen }
}
