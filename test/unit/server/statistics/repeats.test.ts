import fc from 'fast-check'
import { expect, test } from 'vitest'
import { repeatRules, withoutRepeats } from '../../../../server/statistics/repeats'

const answers = [
  { id: 'a', answeredAt: 1, conversation: 'one' },
  { id: 'b', answeredAt: 9, conversation: 'one' },
  { id: 'c', answeredAt: 5, conversation: 'one' },
  { id: 'd', answeredAt: 2, conversation: null },
  { id: 'e', answeredAt: 3, conversation: null },
  { id: 'g', answeredAt: 4, conversation: 'two' },
  { id: 'f', answeredAt: 4, conversation: 'two' }
]

test.each([
  ['latest', ['b', 'd', 'e', 'g']],
  ['first', ['a', 'd', 'e', 'f']],
  ['all', ['a', 'b', 'c', 'd', 'e', 'g', 'f']]
] as const)(
  'the %s answer of a conversation stands for it; answers without one stand for themselves',
  (rule, ids) => {
    expect(withoutRepeats(answers, rule, ({ conversation }) => conversation).map(({ id }) => id)).toEqual(ids)
  }
)

test('the same answers are picked, in whichever order they come', () => {
  const some = fc.uniqueArray(
    fc.record({
      id: fc.string(),
      answeredAt: fc.nat(5),
      conversation: fc.option(fc.constantFrom('one', 'two', 'three'))
    }),
    { selector: ({ id }) => id }
  )
  fc.assert(
    fc.property(some, fc.constantFrom(...repeatRules), (list, rule) => {
      const picked = (all: typeof list) =>
        withoutRepeats(all, rule, ({ conversation }) => conversation)
          .map(({ id }) => id)
          .toSorted()
      expect(picked(list.toReversed())).toEqual(picked(list))
    })
  )
})
