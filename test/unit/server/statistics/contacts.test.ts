import { expect, test } from 'vitest'
import type { Contact } from '../../../../server/statistics/contacts'
import { firstContactAsked, firstContactSeen } from '../../../../server/statistics/contacts'
import { testWorkedCases } from './worked-cases'

const contactsOf = (events: readonly (readonly [string, string, number])[]): Contact[] =>
  events.map(([customer, topic, at]) => ({ customer, topic, at }))

const week = contactsOf([
  ['u1', 'billing', 0],
  ['u2', 'billing', 1],
  ['u3', 'login', 2],
  ['u1', 'billing', 3],
  ['u3', 'billing', 4],
  ['u4', 'login', 5],
  ['u4', 'login', 15]
])

test('the net figure leaves out what nobody could have resolved at once', () => {
  const { gross, net } = firstContactAsked({ resolved: 72, unresolved: 28, unresolvable: 8 })
  expect(gross.value).toBe(72)
  expect(net.value).toBeCloseTo(78.26086956521739, 10)
  expect(firstContactAsked({ resolved: 0, unresolved: 0, unresolvable: 0 }).gross.value).toBeNull()
  expect(firstContactAsked({ resolved: 1, unresolved: 1, unresolvable: 3 }).net).toMatchObject({
    part: 1,
    count: 1
  })
})

test.each([
  [7, 5, 6],
  [14, 3, 5],
  [1, 7, 7]
])('with a window of %d days %d of %d first contacts are resolved', (window, part, count) => {
  expect(firstContactSeen(week, window)).toMatchObject({ part, count, window, pending: 0 })
  expect(firstContactSeen(week.toReversed(), window)).toMatchObject({ part, count })
})

// Counting those who came back and leaving out those who may still would make every latest week look bad.
test('nobody is judged before the window is over, whether they came back already or not', () => {
  const contacts = contactsOf([
    ['u1', 'billing', 0],
    ['u2', 'billing', 10],
    ['u3', 'billing', 10],
    ['u3', 'billing', 11]
  ])
  expect(firstContactSeen(contacts, 7, 12)).toMatchObject({ part: 1, count: 1, pending: 2 })
})

test('contacts around the period judge those in it without being counted', () => {
  const contacts = contactsOf([
    ['u1', 'a', -2],
    ['u1', 'a', 1],
    ['u2', 'a', 5],
    ['u2', 'a', 11],
    ['u3', 'a', 6]
  ])
  expect(firstContactSeen(contacts, 7, Infinity, ({ at }) => at >= 0 && at < 10)).toMatchObject({
    part: 1,
    count: 2
  })
})

test('the window is part of it: who comes back on its last day was not helped', () => {
  expect(
    firstContactSeen(
      contactsOf([
        ['u1', 'a', 0],
        ['u1', 'a', 7]
      ]),
      7
    )
  ).toMatchObject({ part: 0, count: 1 })
  expect(
    firstContactSeen(
      contactsOf([
        ['u1', 'a', 0],
        ['u1', 'b', 7]
      ]),
      7
    )
  ).toMatchObject({ part: 2, count: 2 })
  expect(firstContactSeen([], 7)).toMatchObject({ count: 0, value: null })
})

type Asked = {
  cases: {
    resolved_first: number
    not_resolved: number
    not_resolvable_at_level1: number
    gross: number
    net: number
    wilson_lower: number
    wilson_upper: number
  }[]
}

testWorkedCases<Asked>('fcr', ({ cases }) => {
  for (const expected of cases) {
    const counts = {
      resolved: expected.resolved_first,
      unresolved: expected.not_resolved,
      unresolvable: expected.not_resolvable_at_level1
    }
    const { gross, net } = firstContactAsked(counts)
    expect(gross.value).toBeCloseTo(expected.gross, 9)
    expect(gross.lower).toBeCloseTo(expected.wilson_lower, 9)
    expect(gross.upper).toBeCloseTo(expected.wilson_upper, 9)
    expect(net.value).toBeCloseTo(expected.net, 9)
  }
})

type Seen = {
  cases: {
    events: [string, string, number][]
    window_days: number
    first_contacts: number
    resolved: number
    fcr: number
  }[]
}

testWorkedCases<Seen>('fcr_behavioural', ({ cases }) => {
  for (const { events, window_days, ...expected } of cases) {
    const seen = firstContactSeen(contactsOf(events), window_days)
    expect(seen).toMatchObject({ part: expected.resolved, count: expected.first_contacts })
    expect(seen.value).toBeCloseTo(expected.fcr, 9)
  }
})
