import { expect, it } from 'vitest'
import { drawOf, latestOf } from '../../../server/figures/draw'
import { lots } from '../../../server/lots'

const limits = { most: 8_000, least: 600 }

it.each([
  ['nothing', { all: 0, fit: 0 }, { lots, by: 'lot' }],
  ['few', { all: 5_000, fit: 5_000 }, { lots, by: 'lot' }],
  ['the part that fits of few', { all: 5_000, fit: 40 }, { lots, by: 'tags' }],
  ['few of very many', { all: 1_000_000, fit: 300 }, { lots, by: 'tags' }],
  ['none of very many', { all: 1_000_000, fit: 0 }, { lots, by: 'tags' }],
  ['an eighth of many', { all: 64_000, fit: 64_000 }, { lots: lots / 8, by: 'lot' }],
  ['the same eighth of a large part of them', { all: 64_000, fit: 32_000 }, { lots: lots / 8, by: 'lot' }],
  ['enough of a small part of them', { all: 64_000, fit: 1_200 }, { lots: lots / 2, by: 'tags' }],
  ['as little as there is to read', { all: 1e9, fit: 1e9 }, { lots: 1, by: 'lot' }]
] as const)('reads %s', (_what, counts, draw) => expect(drawOf(counts, limits)).toEqual(draw))

it.each([
  ['nothing', { all: 0, fit: 0 }, { count: 600, by: 'tags' }],
  ['all in order', { all: 1_000_000, fit: 1_000_000 }, { count: 8_000, by: 'time' }],
  ['of a large part as large a part', { all: 1_000_000, fit: 500_000 }, { count: 4_000, by: 'time' }],
  ['of a small part enough', { all: 1_000_000, fit: 10_000 }, { count: 600, by: 'tags' }]
] as const)('looks for the latest: %s', (_what, counts, latest) => expect(latestOf(counts, limits)).toEqual(latest))
