import type { ChannelsQuery, ChannelsView } from '../contract/figures-channels'
import type { Database } from '../db/database'
import { likeForLike } from '../statistics/like-for-like'
import { percentageOf } from '../statistics/percentage'
import type { Proportion } from '../statistics/proportion'
import { sendWeighted, silenceBounds } from '../statistics/response'
import type { OpenSurvey } from '../surveys/open-survey'
import { restKey } from '../tags/keys'
import { readLabels } from '../tags/labels'
import type { Count } from '../tallies/counts'
import { readCounts } from '../tallies/counts'
import { groupedBy, inOrder, readGroups } from '../tallies/groups'
import { askedOf } from '../tallies/question'
import { answerCount, foldCounts, foldedAmong, foldRows } from '../tallies/rest'
import type { Tallies } from '../tallies/scorer'
import { readVersions, scorerOf, talliesOf } from '../tallies/scorer'
import { changesOf } from './changes'
import { saidOf } from './channel-sentence'
import { claimedShareOf, readClaimed } from './claimed'
import { headOf } from './figures'
import { readResponseRates } from './response-rates'
import { groupsBy, withholdThinEnds } from './safe-ends'
import { cellsOf } from './strata'

const none: Tallies = new Map()
/** So many channels, those with the most answers, are compared two by two: 190 pairs. */
const pairedMost = 20

/**
 * Channels as they stand and like for like: with the mix of topics that all of them together are asked, and
 * each two of them on the topics that both have. Channels with the most answers come first; answers without
 * a channel have a row and no pairs.
 */
export async function readChannels(
  database: Database,
  opened: OpenSurvey,
  query: ChannelsQuery,
  now: number
): Promise<ChannelsView> {
  const { survey, site } = opened
  const { period, previousPeriod, filters, by } = askedOf(opened, query, now)
  const [versions, claimed, labelOf, allCounts, before, allRates] = await Promise.all([
    readVersions(database, survey.id),
    readClaimed(database, by(), period),
    readLabels(database, site.id, 'channel'),
    readCounts(database, by('channel', 'topics'), period),
    previousPeriod && readGroups(database, by('channel'), previousPeriod),
    readResponseRates(database, site, survey.id, { filters, period, of: query.of })
  ])
  const folded = foldedAmong(sizesOf(allCounts, before?.rows, allRates))
  const counts = foldCounts(allCounts, 0, folded)
  const rates = foldRates(allRates, folded)
  if (before) foldRows(before.rows, folded)
  const scorer = scorerOf(versions, opened, talliesOf(counts))
  const total = scorer.score(talliesOf(counts))
  const { rows, pairs } = likeForLike(
    scorer.meaning,
    cellsOf(
      scorer,
      counts.filter(({ keys: [channel] }) => channel !== restKey),
      ([channel = '', topics = '']) => ({ group: channel, stratum: topics })
    )
  )
  const tallies = new Map([...groupedBy(counts, 0)].map(([key, ofChannel]) => [key, talliesOf(ofChannel)]))
  for (const groups of [tallies, ...(before ? [before.rows] : [])]) scorer.withhold(groups.values())
  await withholdThinEnds(database, opened, scorer, {
    among: by(),
    groups: groupsBy('channel', tallies),
    period
  })
  if (before && previousPeriod)
    await withholdThinEnds(database, opened, scorer, {
      among: by(),
      groups: groupsBy('channel', before.rows),
      period: previousPeriod
    })
  const changed = await changesOf(scorer, before?.rows, tallies)
  const scores = new Map([...tallies].map(([key, ofChannel]) => [key, scorer.score(ofChannel)]))
  const partsOf = (key: string) => scorer.parts(tallies.get(key) ?? none)
  const adjusted = new Map(rows.map((row) => [row.key, row.adjusted]))
  const isKept = (key: string) => scorer.isWithheld(tallies.get(key) ?? none)
  const keys = [...new Set([...scores.keys(), ...(before?.rows.keys() ?? []), ...rates.keys()])]
    .sort((a, b) => (scores.get(b)?.count ?? 0) - (scores.get(a)?.count ?? 0) || inOrder(a, b))
    .filter((key) => !isKept(key))
  const paired = new Set(keys.filter((key) => key !== '' && key !== restKey).slice(0, pairedMost))
  return {
    ...headOf(scorer),
    period,
    ...(previousPeriod && { previousPeriod }),
    total,
    ...claimedShareOf(scorer, claimed?.total, talliesOf(counts)),
    sendWeighted: sendWeighted(
      scorer.meaning,
      keys.map((key) => ({ sent: rates.get(key)?.count ?? 0, parts: partsOf(key) }))
    ),
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
      if (!paired.has(pair.a) || !paired.has(pair.b) || !a || !b) return []
      return [
        {
          ...pair,
          ...saidOf(
            pair,
            { label: labelOf(pair.a), score: a },
            { label: labelOf(pair.b), score: b },
            scorer.meaning
          )
        }
      ]
    })
  }
}

/** How much is known of each channel, answers and invitations that were sent. */
function sizesOf(
  counts: readonly Count[],
  before: ReadonlyMap<string, Tallies> | undefined,
  rates: ReadonlyMap<string, Proportion>
) {
  const sizes = new Map<string, number>()
  const add = (key: string, count: number) => sizes.set(key, (sizes.get(key) ?? 0) + count)
  for (const {
    keys: [channel = ''],
    count
  } of counts)
    add(channel, count)
  for (const [channel, tallies] of before ?? []) add(channel, answerCount(tallies))
  for (const [channel, { count }] of rates) add(channel, count)
  return sizes
}

function foldRates(
  rates: ReadonlyMap<string, Proportion>,
  folded: ReadonlySet<string>
): Map<string, Proportion> {
  const kept = new Map<string, Proportion>()
  for (const [channel, { part, count }] of rates) {
    const key = folded.has(channel) ? restKey : channel
    const sum = kept.get(key)
    kept.set(key, { part: part + (sum?.part ?? 0), count: count + (sum?.count ?? 0) })
  }
  return kept
}
