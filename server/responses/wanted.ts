import type { AnyColumn, SQL } from 'drizzle-orm'
import { and, between, eq, exists, inArray, isNull, or, sql } from 'drizzle-orm'
import type { ResponsesCsvQuery } from '../contract/answers'
import type { ResponseState, Standing } from '../contract/terms'
import type { Database, Handle } from '../db/database'
import type { SiteRow } from '../db/rows'
import { catchUp } from '../search/filling'
import type { Search } from '../search/find'
import type { Term } from '../search/terms'
import { soughtIn } from '../search/terms'
import type { Repeats } from '../statistics/repeats'
import type { OpenSurvey } from '../surveys/open-survey'
import type { Filters } from '../tags/filters'
import { filtersOf } from '../tags/filters'
import { facetConditions } from '../tallies/facet-conditions'
import { tagConditions } from '../tallies/tag-conditions'
import { dayIn } from '../time/days'
import type { Period } from '../time/periods'
import { periodOf } from '../time/periods'
import { areFew, passingOver, taggedAs } from './by-tags'
import type { Rated } from './rated'
import { ratedAs } from './rated'

const dayMs = 86_400_000

/** Which answers of a survey; without a period all that there ever were. */
export type Wanted = {
  period: Period | undefined
  filters: Filters
  /** Which of several answers to one conversation. */
  repeats: Repeats
  states: readonly ResponseState[]
  rated?: Rated | undefined
  /** What comments must have (see `soughtIn`); nothing is found where there is no term. */
  search?: readonly Term[] | undefined
  commented?: 'yes' | 'no' | undefined
  /** Whether all comments are in the index, so that it knows which answers have one. */
  isIndexed?: boolean
  conversation?: string | undefined
  customer?: string | undefined
  standing?: Standing | undefined
}

type Opened = Pick<OpenSurvey, 'survey' | 'site'>

/** What a query of a list asks for. Throws `invalid` for a period or a filter that is none. */
export async function wantedOf(
  database: Database,
  opened: OpenSurvey,
  query: ResponsesCsvQuery,
  now: number
): Promise<Wanted> {
  const { state = ['counted'], rating, search, conversation, customer, standing } = query
  // Whoever looks at a figure finds the answers behind it; whoever looks for something finds everything that
  // was said.
  const { repeats = (conversation ?? customer ?? (search || undefined)) === undefined ? 'latest' : 'all' } =
    query
  const commented = new Set(query.commented).size === 1 ? query.commented?.[0] : undefined
  return {
    period: periodOf(query, dayIn(opened.site.timeZone, now)),
    filters: filtersOf(query, opened),
    repeats,
    states: state,
    rated: rating && (await ratedAs(database, opened.survey.id, rating)),
    search: search ? soughtIn(search) : undefined,
    commented,
    isIndexed: (commented !== undefined || Boolean(search)) && (await catchUp(database)),
    conversation,
    customer,
    standing
  }
}

/** What finds them among the answers and their tag sets. */
export async function conditionsOf(
  database: Database,
  handle: Handle,
  { survey, site }: Opened,
  wanted: Wanted
): Promise<(SQL | undefined)[]> {
  const { response } = database.tables
  const { period } = wanted
  const tagSets = tagSetsOf(database, site, wanted)
  const time = period && instantsOf(period)
  // Those of one conversation or customer are few, and found by that.
  const isOfOne = wanted.conversation !== undefined || wanted.customer !== undefined
  return [
    isOfOne
      ? and(
          eq(passingOver(response.surveyId), survey.id),
          tagSets && inArray(passingOver(response.tagSetId), tagSets)
        )
      : undefined,
    isOfOne || tagSets ? undefined : eq(response.surveyId, survey.id),
    isOfOne || !tagSets
      ? undefined
      : await taggedAs(database, handle, { surveyId: survey.id, tagSets, time }),
    ...narrowedBy(response, wanted),
    ...(await facetConditions(database, survey.id, wanted.filters)),
    ...customerConditions(database, site, wanted)
  ]
}

/** The ids of the sets of tags that fit; nothing where any does. */
function tagSetsOf(database: Database, site: SiteRow, { filters }: Wanted): SQL | undefined {
  const {
    handle,
    tables: { tagSet }
  } = database
  const tags = tagConditions(database, filters)
  if (tags.length === 0) return undefined
  return sql`${handle
    .select({ id: tagSet.id })
    .from(tagSet)
    .where(and(eq(tagSet.siteId, site.id), ...tags))}`
}

/**
 * A search in comments, or for answers with any, with all that the list is narrowed by; nothing where the
 * answers are looked through.
 */
export async function searchOf(
  database: Database,
  handle: Handle,
  { survey, site }: Opened,
  wanted: Wanted
): Promise<Search | undefined> {
  const { response, commentIndex } = database.tables
  const { search, commented, isIndexed } = wanted
  const tagSets = tagSetsOf(database, site, wanted)
  const time = wanted.period && instantsOf(wanted.period)
  const isOfOne = wanted.conversation !== undefined || wanted.customer !== undefined
  if (search === undefined) {
    if (commented !== 'yes' || !isIndexed || isOfOne) return undefined
    // With tags that few have, and of one customer, the answers themselves are found sooner.
    if (tagSets && (await areFew(database, handle, { tagSets, time }))) return undefined
  }
  // That there is a comment the index knows.
  const { commented: _commented, ...filters } = wanted.filters
  const theirs = [
    ...customerConditions(database, site, wanted).filter((one) => one !== undefined),
    ...(await facetConditions(database, survey.id, filters))
  ]
  const ofAnswer = and(
    eq(response.surveyId, commentIndex.surveyId),
    eq(response.id, commentIndex.id),
    ...theirs
  )
  return {
    surveyId: survey.id,
    terms: commented === 'no' ? [] : (search ?? 'any'),
    time,
    conditions: [
      ...narrowedBy(commentIndex, wanted),
      tagSets && inArray(commentIndex.tagSetId, tagSets),
      theirs.length > 0 ? exists(handle.select({ one: sql`1` }).from(response).where(ofAnswer)) : undefined
    ]
  }
}

/** What answers and the index of their comments are narrowed by alike. */
function narrowedBy(
  of: Database['tables']['response' | 'commentIndex'],
  { period, repeats, states, rated, standing }: Wanted
): (SQL | undefined)[] {
  return [
    ...(period ? within(of, period) : []),
    inArray(of.state, [...states]),
    // By this the index of those is found that do not count.
    states.includes('counted') ? undefined : sql`${of.state} <> 'counted'`,
    repeats === 'all' ? undefined : or(isNull(of.repeated), eq(of.repeated, repeats)),
    rated?.condition(of),
    // Written out, so that SQLite knows the partial index to be enough.
    standing && (standing === 'unverified' ? sql`${of.standing} = 'unverified'` : eq(of.standing, standing))
  ]
}

function customerConditions(
  { tables: { response }, vault }: Database,
  site: SiteRow,
  { conversation, customer }: Wanted
): (SQL | undefined)[] {
  return [
    // With the site in front this is what the indexes of conversations and customers begin with.
    conversation === undefined
      ? undefined
      : and(eq(response.siteId, site.id), eq(response.conversation, conversation)),
    customer === undefined
      ? undefined
      : and(eq(response.siteId, site.id), eq(response.customerHash, vault.hash(site.id, customer) ?? ''))
  ]
}

/**
 * The day is what counts. The instants, a day wider because of time zones, are what the index finds
 * quickly.
 */
function within(of: Record<'answeredOn' | 'answeredAt', AnyColumn>, period: Period): SQL[] {
  const { from, to } = instantsOf(period)
  return [between(of.answeredOn, period.from, period.to), between(of.answeredAt, from, to)]
}

function instantsOf({ from, to }: Period) {
  return { from: Date.parse(from) - dayMs, to: Date.parse(to) + 2 * dayMs }
}
