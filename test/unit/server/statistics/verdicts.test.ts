import fc from 'fast-check'
import { expect, it } from 'vitest'
import { saidOf } from '../../../../server/figures/channel-sentence'
import { change } from '../../../../server/statistics/change'
import { controlChart } from '../../../../server/statistics/control-chart'
import { likeForLike } from '../../../../server/statistics/like-for-like'
import { againstOthers } from '../../../../server/statistics/own-mix'
import { ranked } from '../../../../server/statistics/ranking'
import { directionOf } from '../../../../server/statistics/sample'
import { scoreOf } from '../../../../server/statistics/score'
import { atOnce } from '../../../../server/statistics/stepwise'
import type { Meaning, Tally } from '../../../../server/statistics/tally'
import { topicsAgainstRest } from '../../../../server/statistics/topics'
import { ces, csat, effort, nps, thumbs } from './meanings'

const fewComplaints: Meaning = { ...csat, satisfiedFrom: 2, direction: 'lower-is-better' }
const meanings = [csat, fewComplaints, thumbs, nps, ces, effort]
/** Tallies of all sizes: of nobody, of a few, of many who agree, of many who do not. */
const given = fc.constantFrom(...meanings).chain((meaning) => {
  const points = Array.from({ length: meaning.max - meaning.min + 1 }, (_, index) => meaning.min + index)
  const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 60 }))
  const tally = fc
    .array(count, { minLength: points.length, maxLength: points.length })
    .map(
      (counts): Tally =>
        new Map(points.flatMap((point, index) => (counts[index] ? [[point, counts[index]]] : [])))
    )
  return fc.record({
    meaning: fc.constant(meaning),
    tallies: fc.array(tally, { minLength: 6, maxLength: 6 })
  })
})

type Ends = { lower: number | null; upper: number | null } | null | undefined
/** What an interval of a difference lets anybody say. */
function allowed(ends: Ends, meaning: Meaning): 'better' | 'worse' | 'not-clear' {
  if (ends?.lower == null || ends.upper == null || (ends.lower <= 0 && ends.upper >= 0)) return 'not-clear'
  return ends.lower > 0 === directionOf(meaning) > 0 ? 'better' : 'worse'
}
const holds = (check: (meaning: Meaning, tallies: readonly Tally[]) => void) =>
  fc.assert(
    fc.property(given, ({ meaning, tallies }) => check(meaning, tallies)),
    { numRuns: 300 }
  )
const partsOf = (meaning: Meaning, tally: Tally | undefined) => [{ meaning, tally: tally ?? new Map() }]

it('calls a change better or worse only as its interval lets it, the right way round', () => {
  holds((meaning, [before, after]) => {
    const found = change(partsOf(meaning, before), partsOf(meaning, after))
    if (found.verdict !== 'not-clear')
      expect([found.verdict, (found.p ?? 1) <= 0.05]).toEqual([allowed(found, meaning), true])
  })
})

it('calls topics low that are worse than the rest, and says what it would win to reach it', () => {
  holds((meaning, tallies) => {
    const topics = tallies.map((tally, index) => ({ key: String(index), parts: partsOf(meaning, tally) }))
    const rows = atOnce(
      topicsAgainstRest(
        meaning,
        topics.flatMap(({ parts }) => parts),
        topics
      )
    )
    for (const { flag, difference, impact, q, score } of rows) {
      if (flag === 'none') continue
      expect(flag).toBe(allowed(difference, meaning) === 'better' ? 'high' : 'low')
      expect(allowed(difference, meaning)).not.toBe('not-clear')
      expect(impact > 0).toBe(flag === 'low')
      expect([score.state === 'hidden', (q ?? 1) <= 0.1]).toEqual([false, true])
    }
  })
})

it('calls agents better or behind only as their interval lets it, and ranks the worst first', () => {
  holds((meaning, tallies) => {
    const groups = tallies.slice(0, 4).map((tally, index) => ({
      key: String(index),
      parts: partsOf(meaning, tally),
      mix: new Map([['all', [...tally.values()].reduce((sum, count) => sum + count, 0)]])
    }))
    const everybody = [{ key: 'all', parts: groups.flatMap(({ parts }) => parts) }]
    for (const { verdict, difference, q, comparable } of atOnce(againstOthers(meaning, everybody, groups))) {
      if (verdict !== 'not-clear')
        expect([verdict, (q ?? 1) <= 0.1, comparable >= 20]).toEqual([
          allowed(difference, meaning),
          true,
          true
        ])
    }
    const rows = ranked(meaning, groups)?.rows ?? []
    const fromWorst = rows.map(({ shrunk }) => directionOf(meaning) * shrunk.value)
    expect(fromWorst).toEqual(fromWorst.toSorted((a, b) => a - b))
  })
})

it('says of two channels which serves better only as the interval lets it, and never a number with the wrong sign', () => {
  holds((meaning, tallies) => {
    const cells = tallies.map((tally, index) => ({
      group: index < 3 ? 'Phone' : 'Chat',
      stratum: String(index % 3),
      parts: partsOf(meaning, tally)
    }))
    const {
      rows,
      pairs: [pair]
    } = likeForLike(meaning, cells)
    if (!pair) return
    const side = (key: string) => ({
      label: key,
      score: rows.find((row) => row.key === key)?.score ?? scoreOf(partsOf(meaning, undefined))
    })
    const { says, sentence } = saidOf(pair, side(pair.a), side(pair.b), meaning)
    expect(sentence.includes('A lower score is the better one.')).toBe(
      rows[0]?.score.unit === 'mean' && meaning.direction === 'lower-is-better'
    )
    const can = allowed(pair.within, meaning)
    if (says === 'better')
      expect(pair.verdict).toBe(can === 'better' ? 'b' : can === 'worse' ? 'a' : 'neither')
    if (says === 'not-clear') expect(sentence).toContain('not clear yet')
    else expect(sentence).not.toContain('not clear yet')
    const [asTheyStand = '', onSameTopics = ''] = sentence.split('; on the same topics ')
    const rounded = (value: number) => Number(value.toFixed(rows[0]?.score.unit === 'mean' ? 2 : 1))
    const wordOf = (value: number) =>
      rounded(value) === 0 ? 'the same as' : value > 0 ? 'higher than' : 'lower than'
    if (says !== 'too-few') expect(asTheyStand).toContain(wordOf(pair.crude))
    if (says === 'better' || says === 'not-clear')
      expect(onSameTopics).toContain(wordOf(pair.within?.value ?? 0))
  })
})

it('calls a step of a control chart news only outside of its limits, the right way round', () => {
  holds((meaning, tallies) => {
    const { centre, points } = controlChart(
      meaning,
      tallies.map((tally, index) => ({ key: String(index), parts: partsOf(meaning, tally) }))
    )
    for (const { signal, limits, score } of points) {
      if (signal === 'none') continue
      const value = score.value ?? NaN
      expect(value < (limits?.lower ?? NaN) || value > (limits?.upper ?? NaN)).toBe(true)
      expect(signal).toBe(value > (centre ?? NaN) === directionOf(meaning) > 0 ? 'better' : 'worse')
    }
  })
})
