import { expect, it } from 'vitest'
import type { Target } from '../../../../server/imports/rating'
import { sourceNamed } from '../../../../server/imports/sources'

const target = (min: number, max: number, more: Partial<Target> = {}): Target => ({
  metric: 'csat',
  direction: 'higher-is-better',
  min,
  max,
  ...more
})
const steps = (points: number, wanted: number) =>
  `is one of ${points} steps, and the survey has ${wanted} points; choose a survey with ` +
  `${points}, or say in the mapping which point it is`
const rating = (point: number) => ({ is: 'rating', rating: point })
const unreadable = (reason: string) => ({ is: 'unreadable', code: expect.any(String) as string, reason })
const unanswered = { is: 'unanswered', offScale: false }

it.each([
  ['zendesk', 'Good', target(0, 1), rating(1)],
  ['zendesk', 'bad_without_comment', target(0, 1), rating(0)],
  ['zendesk', 'good', target(1, 5), unreadable(steps(2, 5))],
  ['zendesk', 'good', target(1, 2, { direction: 'lower-is-better' }), rating(1)],
  ['zendesk', 'offered', target(0, 1), unanswered],
  ['intercom', 'amazing', target(1, 5), rating(5)],
  ['intercom', 'OK', target(1, 5), rating(3)],
  ['intercom', '☹️', target(1, 5), rating(2)],
  ['intercom', '٤', target(1, 5), rating(4)],
  ['intercom', '0', target(1, 5), unreadable('is off the scale 1 to 5')],
  [
    'intercom',
    '4',
    target(0, 10),
    unreadable(
      'is a rating from 1 to 5, and the survey asks for 0 to 10; choose a survey with the same scale'
    )
  ],
  ['medallia', '4.5', target(1, 5), unreadable('lies between two points of the scale 1 to 5')],
  ['medallia', '4.5', target(1, 5, { step: 0.5 }), rating(4.5)],
  [
    'medallia',
    '4.5',
    target(0, 10),
    unreadable(
      'is a rating from 1 to 5, and the survey asks for 0 to 10; choose a survey with the same scale'
    )
  ],
  ['intercom', 'splendid', target(1, 5), unreadable('is none of “terrible”, “bad”, “ok”, “good”, “amazing”')],
  ['freshdesk', '101', target(1, 7), rating(5)],
  ['freshdesk', '101', target(1, 3), rating(3)],
  ['freshdesk', '-102', target(0, 1), rating(0)],
  ['freshdesk', '100', target(0, 1), unreadable(steps(7, 2))],
  ['freshdesk', '103', target(1, 5), unreadable(steps(7, 5))],
  ['freshdesk', 'Unhappy', target(1, 3), rating(1)],
  ['freshdesk', '', target(1, 3), unanswered],
  ['help-scout', 'not_good', target(1, 3), rating(1)],
  ['help-scout', 'unknown', target(1, 3), unanswered],
  ['help-scout', '9', target(0, 10), rating(9)],
  [
    'help-scout',
    '9',
    target(1, 3),
    unreadable(
      'is a rating from 0 to 10, and the survey asks for 1 to 3; choose a survey with the same scale'
    )
  ],
  ['qualtrics', 'Somewhat satisfied', target(1, 5), rating(4)],
  ['qualtrics', 'Slightly satisfied', target(1, 7), rating(5)],
  ['survey-monkey', 'Neither satisfied nor dissatisfied', target(1, 5), rating(3)]
] as const)('reads what %s calls “%s” as that, or not at all', (source, cell, survey, expected) => {
  expect(sourceNamed(source)?.rating(cell, survey, () => '')).toEqual(expected)
})
