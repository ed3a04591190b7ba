import { expect, it } from 'vitest'
import { latestOf } from '../../../server/figures/draw'

const limits = { most: 8_000, least: 600 }

it.each([
  ['nothing', { all: 0, fit: 0 }, { count: 600, by: 'tags' }],
  ['all in order', { all: 1_000_000, fit: 1_000_000 }, { count: 8_000, by: 'time' }],
  ['of a large part as large a part', { all: 1_000_000, fit: 500_000 }, { count: 4_000, by: 'time' }],
  ['of a small part enough', { all: 1_000_000, fit: 10_000 }, { count: 600, by: 'tags' }]
] as const)('looks for the latest: %s', (_what, counts, latest) => expect(latestOf(counts, limits)).toEqual(latest))
