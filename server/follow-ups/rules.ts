import type { SQL } from 'drizzle-orm'
import { and, eq, gt, gte, lt, lte, or } from 'drizzle-orm'
import type { Act, Change } from '../access/act'
import { changesBetween, recordAudit } from '../audit/log'
import { isMatch } from '../contract/etag'
import type { FollowUpRule, FollowUpRules, FollowUpRulesView } from '../contract/follow-ups'
import { problem } from '../contract/problem'
import { stepsWithin } from '../contract/rating-steps'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { SiteRow, SurveyRow } from '../db/rows'
import { newId } from '../secrets/ids'
import { listSurveys } from '../surveys/surveys'
import { filtersOf } from '../tags/filters'
import { facetConditions } from '../tallies/facet-conditions'
import { readVersions } from '../tallies/scorer'
import { tagConditions } from '../tallies/tag-conditions'
import { membersOf } from './owners'

/** The rules of a site as they are kept. Before anybody made one there is no row. */
export type Rules = {
  rules: readonly FollowUpRule[]
  escalateTo: string | null
  askAgainDays: number | null
  updatedAt: number
}

const none: Rules = { rules: [], escalateTo: null, askAgainDays: null, updatedAt: 0 }

/** What an answer must have said, and what it must be about, for a rule to fit it. */
export type RuleConditions = { says: SQL | undefined; about: SQL | undefined }

export async function readRules(database: Database, siteId: string): Promise<Rules> {
  const { followUpRules } = database.tables
  const [row] = await database.handle.select().from(followUpRules).where(eq(followUpRules.siteId, siteId))
  return rulesIn(row)
}

/** The rules with who may own what they open. */
export async function viewRules(
  database: Database,
  siteId: string,
  { rules, escalateTo, askAgainDays }: Rules
): Promise<FollowUpRulesView> {
  const members = await membersOf(database, database.handle, siteId)
  return {
    rules: [...rules],
    escalateTo,
    askAgainDays,
    members: members.map(({ id, name, role }) => ({ id, name, role }))
  }
}

/**
 * Replaces the rules of a site, and notes who did it. A rule that is new opens follow-ups of answers from
 * now on. Throws `invalid` for a member or a survey that the site does not have.
 */
export async function changeRules(
  database: Database,
  siteId: string,
  { caller, patch, ifMatch, now }: Change<FollowUpRules>
): Promise<Rules> {
  const members = await requireKnown(database, siteId, patch)
  const { followUpRules } = database.tables
  return database.atomically(function* (handle) {
    const [row] = yield* run(
      database.locked(handle.select().from(followUpRules).where(eq(followUpRules.siteId, siteId)))
    )
    const before = rulesIn(row)
    if (!isMatch(ifMatch, rulesEtag(before))) throw problem('changed-meanwhile')
    const known = new Map(before.rules.map((rule) => [rule.id, rule.since]))
    const rules = patch.rules.map((rule): FollowUpRule => {
      const since = rule.id === undefined ? undefined : known.get(rule.id)
      return since === undefined
        ? { ...rule, id: newId('rul'), since: new Date(now).toISOString() }
        : { ...rule, id: rule.id ?? '', since }
    })
    const after = {
      rules,
      escalateTo: patch.escalateTo,
      askAgainDays: patch.askAgainDays,
      updatedAt: Math.max(now, before.updatedAt + 1)
    }
    const kept = { ...after, siteId, rules: JSON.stringify(rules) }
    yield* run(
      handle
        .insert(followUpRules)
        .values(kept)
        .onConflictDoUpdate({ target: followUpRules.siteId, set: kept })
    )
    yield* run(recordRules(database, handle, { siteId, before, after, members }, { caller, now }))
    return after
  })
}

export function rulesEtag({ updatedAt }: Pick<Rules, 'updatedAt'>): string {
  return `"${updatedAt}"`
}

/** What finds the answers to a survey that a rule fits, among the answers and their sets of tags. */
export async function ruleConditions(
  database: Database,
  { survey, site }: { survey: SurveyRow; site: SiteRow },
  { when }: Pick<FollowUpRule, 'when'>
): Promise<RuleConditions> {
  const some = <Value>(values: readonly Value[]) => (values.length > 0 ? [...values] : undefined)
  const asked = {
    channel: some(when.channels),
    topic: some(when.topics),
    team: some(when.teams),
    handler: some(when.handlers),
    reason: some(when.reasons),
    solved: some(when.solved),
    contact: when.contact ? ['yes'] : undefined,
    commented: when.commented ? ['yes'] : undefined
  }
  // Whoever makes rules may read answers; the rules are the site's, not theirs.
  const filters = filtersOf(asked, { site, access: { seesFew: true } })
  const said = await facetConditions(database, survey.id, filters)
  return {
    says: and(await ratedSo(database, survey.id, when), ...said),
    about: and(...tagConditions(database, filters))
  }
}

/** Whether a rule is about a survey at all. */
export function isAbout({ survey }: Pick<FollowUpRule, 'survey'>, surveyId: string): boolean {
  return survey === null || survey === surveyId
}

async function ratedSo(database: Database, surveyId: string, { rating, atMost }: FollowUpRule['when']) {
  if (rating === 'any' && atMost === null) return undefined
  const { response } = database.tables
  const versions = await readVersions(database, surveyId)
  return or(
    ...versions.map((version) => {
      const isHigher = version.direction === 'higher-is-better'
      const { satisfiedFrom } = version
      const limit = atMost === null ? undefined : stepsWithin({ from: atMost, to: atMost }, version)
      return and(
        eq(response.version, version.version),
        rating === 'any'
          ? undefined
          : isHigher
            ? lt(response.rating, satisfiedFrom)
            : gt(response.rating, satisfiedFrom),
        limit && (isHigher ? lte(response.rating, limit.to) : gte(response.rating, limit.from))
      )
    })
  )
}

/** The names of the members. */
async function requireKnown(
  database: Database,
  siteId: string,
  { rules, escalateTo }: FollowUpRules
): Promise<ReadonlyMap<string, string>> {
  const members = new Map(
    (await membersOf(database, database.handle, siteId)).map(({ id, name }) => [id, name])
  )
  const surveys = new Set((await listSurveys(database, siteId)).map(({ row }) => row.id))
  const refuse = (what: string, id: string, field: string) => {
    throw problem('invalid', `There is no ${what} “${id}” on this site.`, field)
  }
  if (escalateTo !== null && !members.has(escalateTo)) refuse('member', escalateTo, 'escalateTo')
  for (const [place, { survey, owner }] of rules.entries()) {
    const stranger = owner.members.find((id) => !members.has(id))
    if (stranger !== undefined) refuse('member', stranger, `rules.${place}.owner.members`)
    if (survey !== null && !surveys.has(survey)) refuse('survey', survey, `rules.${place}.survey`)
  }
  return members
}

function recordRules(
  database: Database,
  handle: Database['handle'],
  {
    siteId,
    before,
    after,
    members
  }: { siteId: string; before: Rules; after: Rules; members: ReadonlyMap<string, string> },
  { caller, now }: Act
) {
  const shown = ({ rules, escalateTo, askAgainDays }: Rules) => ({
    askAgainDays,
    rules: rules.map(({ name }) => name),
    escalateTo: escalateTo && (members.get(escalateTo) ?? escalateTo)
  })
  return recordAudit(handle, database, {
    siteId,
    caller,
    action: 'follow-up-rules-changed',
    subject: siteId,
    detail: changesBetween(shown(before), shown(after)) ?? {},
    at: now
  })
}

function rulesIn(row: Database['tables']['followUpRules']['$inferSelect'] | undefined): Rules {
  if (!row) return none
  const { rules, escalateTo, askAgainDays, updatedAt } = row
  // written by changeRules only
  return { rules: JSON.parse(rules) as FollowUpRule[], escalateTo, askAgainDays, updatedAt }
}
