import type { Meaning } from '../../../../server/statistics/tally'

export const csat: Meaning = {
  metric: 'csat',
  min: 1,
  max: 5,
  satisfiedFrom: 4,
  direction: 'higher-is-better'
}
export const thumbs: Meaning = {
  metric: 'thumbs',
  min: 0,
  max: 1,
  satisfiedFrom: 1,
  direction: 'higher-is-better'
}
export const nps: Meaning = {
  metric: 'nps',
  min: 0,
  max: 10,
  satisfiedFrom: 9,
  direction: 'higher-is-better'
}
export const ces: Meaning = { metric: 'ces', min: 1, max: 7, satisfiedFrom: 5, direction: 'higher-is-better' }
/** The first Customer Effort Score: "how much effort", where little is good. */
export const effort: Meaning = {
  metric: 'ces',
  min: 1,
  max: 5,
  satisfiedFrom: 2,
  direction: 'lower-is-better'
}
