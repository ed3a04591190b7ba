import { describe, expect, it } from 'vitest'
import { oversent } from '../../../../server/responses/bursts'
import { isTouched } from '../../../../server/responses/sender'

const usual = new Map([
  [1, 62],
  [2, 62],
  [3, 124],
  [4, 310],
  [5, 682]
])
const few = new Map([
  [1, 2],
  [2, 2],
  [3, 2],
  [4, 8],
  [5, 18]
])

describe('answers without a hand on them', () => {
  const rows: [name: string, bare: [number, number][], usual: ReadonlyMap<number, number>, held: number[]][] =
    [
      ['a dozen of one star', [[1, 12]], usual, [1]],
      ['a dozen of one star where little is known', [[1, 12]], few, [1]],
      [
        'one star and two',
        [
          [1, 30],
          [2, 30]
        ],
        usual,
        [1, 2]
      ],
      ['a thousand of five stars', [[5, 1_000]], usual, [5]],
      [
        'nothing but bad ones among usual ones',
        [
          [1, 60],
          [2, 5],
          [3, 10],
          [4, 25],
          [5, 55]
        ],
        usual,
        [1]
      ],
      [
        'the usual mix',
        [
          [1, 5],
          [2, 5],
          [3, 10],
          [4, 25],
          [5, 55]
        ],
        usual,
        []
      ],
      [
        'a small office in a bad mood',
        [
          [1, 2],
          [3, 4],
          [4, 3],
          [5, 3]
        ],
        usual,
        []
      ],
      ['none', [], usual, []],
      ['a burst where nothing is known', [[1, 1_000]], new Map([[5, 29]]), []]
    ]

  it.each(rows)('%s', (_name, bare, others, held) => {
    expect(oversent(new Map(bare), others)).toEqual(held)
  })

  it('are held by chance alone hardly ever', () => {
    // A drawing of our own, always the same: the test must not fail by chance either.
    let state = 7
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
    const rating = () =>
      ((share) => (share < 0.05 ? 1 : share < 0.1 ? 2 : share < 0.2 ? 3 : share < 0.45 ? 4 : 5))(random())
    const held = Array.from({ length: 3_000 }, () => {
      const bare = new Map<number, number>()
      for (let count = 0; count < 12 + random() * 200; count++) {
        const one = rating()
        bare.set(one, (bare.get(one) ?? 0) + 1)
      }
      return oversent(bare, usual).length
    })
    expect(held.filter((count) => count > 0).length).toBeLessThanOrEqual(2)
  })
})

describe('a hand', () => {
  const rows: [name: string, taps: [number, number][], openMs: number | undefined, touched: boolean][] = [
    ['that presses once', [[4, 1_300]], undefined, true],
    [
      'that changes its mind',
      [
        [2, 900],
        [4, 1_900]
      ],
      2_000,
      true
    ],
    ['that presses nothing', [], undefined, false],
    ['that presses another point', [[3, 1_300]], undefined, false],
    ['that is faster than any', [[4, 20]], undefined, false],
    ['that pressed before the page was there', [[4, 60_000]], 1_000, false],
    ['on a phone whose clock runs a little ahead', [[4, 2_500]], 1_000, true]
  ]

  it.each(rows)('%s', (_name, taps, openMs, touched) => {
    expect(isTouched(taps, 4, openMs)).toBe(touched)
  })
})
