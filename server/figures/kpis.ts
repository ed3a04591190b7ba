import type { Kpis, KpisQuery, KpisView } from '../contract/figures-kpis'
import { instantIn } from '../days'
import type { Database } from '../db/database'
import type { Contact } from '../scores/contacts'
import { firstContactSeen } from '../scores/contacts'
import { durationFigures, longestSeconds } from '../scores/durations'
import { percentageOf } from '../scores/percentage'
import type { OpenSurvey } from '../survey-access'
import { restKey } from '../tags/new-keys'
import { targetsOf } from '../sites'
import type { SiteRow } from '../sites'
import { askedOf } from './asked'
import type { ConversationSample, SeenConversation } from './conversation-sample'
import { sampleConversations } from './conversation-sample'
import type { Filters } from './filters'
import { inOrder } from './groups'
import { readLabels } from './labels'
import { foldedAmong } from './rest'
import { addDays } from './periods'
import type { Period } from './periods'

const dayMs = 86_400_000

/** What service was like: companion figures of the conversations that were opened in the period, beside what customers say. */
export async function readKpis(database: Database, opened: OpenSurvey, query: KpisQuery, now: number): Promise<KpisView> {
  const { site } = opened
  const { period, previousPeriod, filters } = askedOf(opened, query, now)
  const windowMs = query.window * dayMs
  const [labelOf, after, before] = await Promise.all([
    query.by ? readLabels(database, site.id, query.by) : (key: string) => key,
    readSample(database, site, filters, period, windowMs),
    previousPeriod && readSample(database, site, filters, previousPeriod, windowMs)
  ])
  const figures = (seen: ConversationSample, isOf: (conversation: SeenConversation) => boolean) => kpisOf(seen, isOf, { site, windowDays: query.window, now })
  const everything = () => true
  const keys = query.by ? keysOf(query.by, filters, after) : []
  return {
    period,
    ...(previousPeriod && { previousPeriod }),
    sampled: after.share < 1 ? { share: after.share, conversations: after.size } : null,
    total: figures(after, everything),
    ...(before && { previous: figures(before, everything) }),
    rows: keys.map(({ key, its }) => {
      const isOf = (conversation: SeenConversation) => valuesOf(conversation, query.by).some((value) => its.has(value))
      return { key, label: labelOf(key), ...figures(after, isOf), ...(before && { previous: figures(before, isOf) }) }
    })
  }
}

function readSample(database: Database, site: SiteRow, filters: Filters, period: Period, windowMs: number): Promise<ConversationSample> {
  const stretch = { from: instantIn(site.timeZone, period.from), until: instantIn(site.timeZone, addDays(period.to, 1)) }
  return sampleConversations(database, site, filters, stretch, windowMs)
}

/** The values that rows are made of, those with the most conversations first, and at the end those that count as the rest. */
function keysOf(by: KpisQuery['by'], filters: Filters, { conversations }: ConversationSample): { key: string; its: ReadonlySet<string> }[] {
  const counts = new Map<string, number>()
  for (const conversation of conversations) {
    for (const key of valuesOf(conversation, by)) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const isWanted = (key: string) => (by && filters[by]?.includes(key)) ?? true
  const wanted = new Map([...counts].filter(([key]) => isWanted(key)).sort(([a, less], [b, more]) => more - less || inOrder(a, b)))
  const folded = foldedAmong(wanted)
  const rows = [...wanted.keys()].filter((key) => !folded.has(key)).map((key) => ({ key, its: new Set([key]) }))
  return folded.size === 0 ? rows : [...rows.filter(({ key }) => key !== restKey), { key: restKey, its: folded.add(restKey) }]
}

function valuesOf(conversation: SeenConversation, by: KpisQuery['by']): readonly string[] {
  if (!by) return []
  if (by !== 'topic') return [conversation[by]]
  return conversation.topics.length > 0 ? conversation.topics : ['']
}

type Setting = { site: SiteRow; windowDays: number; now: number }

function kpisOf({ conversations }: ConversationSample, isOf: (conversation: SeenConversation) => boolean, { site, windowDays, now }: Setting): Kpis {
  const judged = conversations.filter(isOf)
  const targets = targetsOf(site)
  const answered = judged.flatMap(({ resolvedOnFirstContact }) => resolvedOnFirstContact ?? [])
  const { window: _windowMs, ...seen } = firstContactSeen(judged.flatMap(contactsOf), windowDays * dayMs, now, ({ isIts }) => isIts)
  return {
    conversations: judged.length,
    frt: durationOf(judged, firstResponseSeconds),
    aht: durationOf(judged, ({ handleSeconds }) => handleSeconds),
    hold: durationOf(judged, ({ holdSeconds }) => holdSeconds),
    ttr: durationOf(judged, resolutionSeconds),
    fcr: { asked: percentageOf({ part: answered.filter(Boolean).length, count: answered.length }), seen: { ...seen, windowDays } },
    sla: {
      firstResponse: attainmentOf(judged, firstResponseSeconds, ({ channel }) => targets[channel]?.firstResponseSeconds),
      resolution: attainmentOf(judged, resolutionSeconds, ({ channel }) => targets[channel]?.resolutionSeconds)
    }
  }
}

type Seconds = (conversation: SeenConversation) => number | null

const firstResponseSeconds: Seconds = ({ firstResponseMs }) => (firstResponseMs === null ? null : firstResponseMs / 1000)
const resolutionSeconds: Seconds = ({ resolutionMs }) => (resolutionMs === null ? null : resolutionMs / 1000)

/** Its own and those around it, told apart from those of other conversations. One for each topic: to come back about another matter is no return. */
function contactsOf({ id, at, topics, others }: SeenConversation): (Contact & { isIts: boolean })[] {
  if (!others) return []
  const around = others.map((other) => ({ ...other, isIts: false }))
  const contacts = [...around.filter(({ goesFirst }) => goesFirst), { at, topics, isIts: true }, ...around.filter(({ goesFirst }) => !goesFirst)]
  return contacts.flatMap(({ at, topics, isIts }) => (topics.length > 0 ? topics : ['']).map((topic) => ({ customer: id, topic, at, isIts })))
}

function durationOf(judged: readonly SeenConversation[], secondsOf: Seconds): Kpis['frt'] {
  const tally = new Map<number, number>()
  for (const conversation of judged) {
    const seconds = secondsOf(conversation)
    if (seconds !== null) tally.set(seconds, (tally.get(seconds) ?? 0) + 1)
  }
  const { attainment: _none, ...figures } = durationFigures(tally, null)
  return { ...figures, missing: judged.length - figures.count - figures.excluded }
}

/** Each conversation against the target of its own channel. */
function attainmentOf(judged: readonly SeenConversation[], secondsOf: Seconds, targetOf: (conversation: SeenConversation) => number | undefined) {
  let part = 0
  let count = 0
  let hasTarget = false
  for (const conversation of judged) {
    const target = targetOf(conversation)
    const seconds = secondsOf(conversation)
    if (target === undefined) continue
    hasTarget = true
    if (seconds === null || seconds < 0 || seconds > longestSeconds) continue
    count++
    if (seconds <= target) part++
  }
  return hasTarget ? percentageOf({ part, count }) : null
}
