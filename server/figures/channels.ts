import type { ChannelsQuery, ChannelsView } from '../contract/figures-channels'
import type { Database } from '../db/database'
import { likeForLike } from '../scores/like-for-like'
import { percentageOf } from '../scores/percentage'
import { sendWeighted, silenceBounds } from '../scores/response'
import type { OpenSurvey } from '../survey-access'
import { askedOf } from './asked'
import { saidOf } from './channel-sentence'
import { claimedShare, readClaimed } from './claimed'
import { changesOf } from './changes'
import { headOf } from './figures'
import { groupedBy, inOrder, readGroups } from './groups'
import { readLabels } from './labels'
import type { Tallies } from './meanings'
import { readVersions, scorerOf, talliesOf } from './meanings'
import { groupsBy, withholdThinEnds } from './safe-ends'
import { readResponseRates } from './response-rates'
import { cellsOf } from './strata'
import { readCounts } from './tally-reader'

const none: Tallies = new Map()

/**
 * Channels as they stand and like for like: with the mix of topics that all of them together are asked, and each two of them on the
 * topics that both have. Channels with the most answers come first; answers without a channel have a row and no pairs.
 */
export async function readChannels(database: Database, opened: OpenSurvey, query: ChannelsQuery, now: number): Promise<ChannelsView> {
  const { survey, site } = opened
  const { period, previousPeriod, filters, by } = askedOf(opened, query, now)
  const [versions, claimed, labelOf, counts, before, rates] = await Promise.all([
    readVersions(database, survey.id),
    readClaimed(database, by(), period),
    readLabels(database, site.id, 'channel'),
    readCounts(database, by('channel', 'topics'), period),
    previousPeriod && readGroups(database, by('channel'), previousPeriod),
    readResponseRates(database, site, survey.id, filters, period)
  ])
  const scorer = scorerOf(versions, opened, talliesOf(counts))
  const total = scorer.score(talliesOf(counts))
  const { rows, pairs } = likeForLike(scorer.meaning, cellsOf(scorer, counts, ([channel = '', topics = '']) => ({ group: channel, stratum: topics })))
  const tallies = new Map([...groupedBy(counts, 0)].map(([key, ofChannel]) => [key, talliesOf(ofChannel)]))
  for (const groups of [tallies, ...(before ? [before.rows] : [])]) scorer.withhold(groups.values())
  await withholdThinEnds(database, opened, scorer, by(), groupsBy('channel', tallies), period)
  if (before && previousPeriod) await withholdThinEnds(database, opened, scorer, by(), groupsBy('channel', before.rows), previousPeriod)
  const changed = await changesOf(scorer, before?.rows, tallies)
  const scores = new Map([...tallies].map(([key, ofChannel]) => [key, scorer.score(ofChannel)]))
  const partsOf = (key: string) => scorer.parts(tallies.get(key) ?? none)
  const adjusted = new Map(rows.map((row) => [row.key, row.adjusted]))
  const isKept = (key: string) => scorer.isWithheld(tallies.get(key) ?? none)
  const keys = [...new Set([...scores.keys(), ...(before?.rows.keys() ?? []), ...rates.keys()])].sort((a, b) => (scores.get(b)?.count ?? 0) - (scores.get(a)?.count ?? 0) || inOrder(a, b)).filter((key) => !isKept(key))
  return {
    ...headOf(scorer),
    period,
    ...(previousPeriod && { previousPeriod }),
    total,
    ...claimedShare(scorer, claimed?.total, talliesOf(counts)),
    sendWeighted: sendWeighted(scorer.meaning, keys.map((key) => ({ sent: rates.get(key)?.count ?? 0, parts: partsOf(key) }))),
    rows: keys.map((key) => {
      const score = scores.get(key) ?? scorer.score(none)
      const rate = rates.get(key)
      return {
        key,
        label: labelOf(key),
        score,
        share: total.count === 0 ? 0 : score.count / total.count,
        adjusted: adjusted.get(key) ?? null,
        responseRate: rate ? percentageOf(rate) : null,
        bounds: rate ? silenceBounds(scorer.meaning, partsOf(key), rate.count - rate.part) : null,
        ...changed?.get(key)
      }
    }),
    pairs: pairs.flatMap((pair) => {
      const [a, b] = [scores.get(pair.a), scores.get(pair.b)]
      if (pair.a === '' || pair.b === '' || !a || !b || isKept(pair.a) || isKept(pair.b)) return []
      return [{ ...pair, ...saidOf(pair, { label: labelOf(pair.a), score: a }, { label: labelOf(pair.b), score: b }) }]
    })
  }
}
