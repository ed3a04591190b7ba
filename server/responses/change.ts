import { and, eq } from 'drizzle-orm'
import type { Change } from '../access/act'
import type { Declared } from '../attributes/declared'
import { attributesIn, declaredOf } from '../attributes/declared'
import { changedAttributes } from '../attributes/values'
import { recordAudit } from '../audit/log'
import type { ResponsePatch } from '../contract/answers'
import { etagOf, isMatch } from '../contract/etag'
import { problem } from '../contract/problem'
import type { ResponseView } from '../contract/responses'
import type { PeopleDimension } from '../contract/terms'
import { peopleDimensions } from '../contract/terms'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { ResponseRow, SiteRow, TagSetRow } from '../db/rows'
import type { OpenSurvey } from '../surveys/open-survey'
import type { TagRules } from '../tags/rules'
import { holdRules } from '../tags/rules'
import type { TagSet } from '../tags/tag-set'
import type { Tags } from '../tags/tags'
import { forgetTags, keepTags, rememberTags, sentTagsOf, tagsOf } from '../tags/tags'
import { answerViewer, subjectOf } from './list'
import { groupOf, holdRepeats, movesOthers, settleRepeats } from './repeats'
import { closeInvitations } from './store'

/** An answer with its tags as they are kept. */
export type Kept = { row: ResponseRow; tags: TagSetRow }

/**
 * Takes an answer out of the figures or back into them, and says what it was about and which attributes it
 * has after all. Nothing is
 * deleted, and it is noted who did it and why. `ifMatch` is the tag of the answer that the caller has seen.
 * Throws `not-found`, and `changed-meanwhile` where somebody was faster.
 */
export async function changeAnswer(
  database: Database,
  opened: OpenSurvey,
  id: string,
  { patch, caller, ifMatch, now }: Change<ResponsePatch>
): Promise<ResponseView> {
  const view = await answerViewer(database, opened)
  const retagged: Tags[] = []
  try {
    const { row, tags } = await database.atomically(function* (handle) {
      const rules = (yield* holdRules(handle, database, [opened.site.id]))(opened.site.id)
      yield* holdRepeats(handle, database, [opened.survey.id])
      const before = yield* loadAnswer(handle, database, opened.survey.id, id)
      if (!isMatch(ifMatch, responseEtag(view(before.row, before.tags)))) throw problem('changed-meanwhile')
      const sent = yield* applyChange(
        handle,
        database,
        { site: opened.site, before, rules },
        { patch, caller, now }
      )
      if (sent) retagged.push(sent)
      return yield* loadAnswer(handle, database, opened.survey.id, id)
    })
    rememberTags(database, retagged)
    return view(row, tags)
  } catch (error) {
    forgetTags(database)
    throw error
  }
}

/** Makes of a held answer what `patch` says, and notes it. The tags that it gets, where they are others. */
export function* applyChange(
  handle: Handle,
  database: Database,
  { site, before, rules }: { site: SiteRow; before: Kept; rules: TagRules },
  { patch, caller, now }: Change<ResponsePatch>
): Generator<PromiseLike<unknown>, Tags | undefined, unknown> {
  const sent = tagsFor(before, patch)
  const tags = sent ? yield* keptTags(handle, database, sent, { rules, now }) : before.tags
  const reviewed = patch.state && {
    state: patch.state,
    stateReason: patch.reason ?? null,
    reviewedAt: now
  }
  const after = {
    row: {
      ...before.row,
      tagSetId: tags.id,
      claimed: stillClaimed(before.row.claimed, patch) || null,
      attributes: changedAttributes(site, before.row.attributes, patch.attributes),
      ...reviewed
    },
    tags
  }
  yield* keepChange(handle, database, { before, after }, now)
  const { siteId, surveyId, id } = before.row
  for (const entry of entriesOf(before, after, { declared: declaredOf(site), reason: patch.reason })) {
    yield* run(
      recordAudit(handle, database, { ...entry, siteId, caller, subject: subjectOf(surveyId, id), at: now })
    )
  }
  return sent
}

/** Names a version of an answer, without what is known around it. */
export function responseEtag({ superseded: _byOthers, ...view }: ResponseView): string {
  return etagOf(view)
}

/** An answer, locked, with its tags. Throws `not-found`. */
export function* loadAnswer(
  handle: Handle,
  database: Database,
  surveyId: string,
  id: string
): Generator<PromiseLike<unknown>, Kept, unknown> {
  const { response, tagSet } = database.tables
  const [row] = yield* run(
    database.locked(
      handle
        .select()
        .from(response)
        .where(and(eq(response.surveyId, surveyId), eq(response.id, id)))
    )
  )
  if (!row) throw problem('not-found')
  const [tags] = yield* run(handle.select().from(tagSet).where(eq(tagSet.id, row.tagSetId)))
  if (!tags) throw new Error(`response ${id} has no tag set`)
  return { row, tags }
}

/** The tags that the answer gets, if they are others than it has. */
function tagsFor(
  { tags }: Kept,
  { channel, topics, agent, team, handledBy, bot }: ResponsePatch
): Tags | undefined {
  const sent = sentTagsOf(tags)
  const tagsWanted = {
    channel: channel ?? sent.channel,
    topics: topics ?? sent.topics,
    agent: agent ?? sent.agent,
    team: team ?? sent.team,
    locale: sent.locale,
    surface: sent.surface,
    handler: handledBy ?? sent.handler,
    bot: bot ?? sent.bot
  }
  const wanted = tagsOf(sent.siteId, tagsWanted, stillClaimed(sent.claimed, { agent, team }))
  return wanted.tagSet.id === tags.id ? undefined : wanted
}

/** Whom a manager named is not merely claimed any more. */
function stillClaimed(claimed: string | null, named: Pick<ResponsePatch, PeopleDimension>): string {
  return (claimed ?? '')
    .split(',')
    .filter(
      (name) => !peopleDimensions.some((dimension) => dimension === name && named[dimension] !== undefined)
    )
    .join(',')
}

function* keptTags(
  handle: Handle,
  database: Database,
  tags: Tags,
  { rules, now }: { rules: TagRules; now: number }
): Generator<PromiseLike<unknown>, TagSetRow, unknown> {
  const { tagSet } = database.tables
  yield* keepTags(handle, database, [tags], { rules: () => rules, now })
  const [row] = yield* run(handle.select().from(tagSet).where(eq(tagSet.id, tags.tagSet.id)))
  if (!row) throw new Error(`tag set ${tags.tagSet.id} was not kept`)
  return row
}

export function* keepChange(
  handle: Handle,
  database: Database,
  { before, after }: { before: Kept; after: Kept },
  now: number
) {
  const { response } = database.tables
  const { surveyId, id, siteId, tagSetId, state, stateReason, claimed, attributes, reviewedAt } = after.row
  const isSame = (['tagSetId', 'state', 'stateReason', 'claimed', 'attributes', 'reviewedAt'] as const).every(
    (name) => after.row[name] === before.row[name]
  )
  if (isSame) return
  yield* run(
    handle
      .update(response)
      .set({ tagSetId, state, stateReason, claimed, attributes, reviewedAt })
      .where(and(eq(response.surveyId, surveyId), eq(response.id, id)))
  )
  const group = groupOf(after.row)
  const groups = group && movesOthers(after.row, before.row) ? [group] : []
  const { moved } = yield* settleRepeats(handle, database, { surveyId, siteId, groups, now })
  if (state !== before.row.state)
    yield* closeInvitations(handle, database, [after.row], { now, at: after.row.answeredAt })
  for (const row of moved) yield* closeInvitations(handle, database, [row], { now, at: row.answeredAt })
}

/** What the audit trail says of it: the state and the tags apart, since they are looked for apart. */
function entriesOf(
  before: Kept,
  after: Kept,
  { declared, reason }: { declared: Declared; reason: string | undefined }
): { action: string; detail: Record<string, unknown> }[] {
  const said = reason === undefined ? {} : { reason }
  const isMoved = before.row.state !== after.row.state || before.row.stateReason !== after.row.stateReason
  const tags = differing(sentTagsOf(before.tags), sentTagsOf(after.tags))
  const values = differingValues(before.row.attributes, after.row.attributes, declared)
  const [from, to] = [
    { ...tags[0], ...values[0] },
    { ...tags[1], ...values[1] }
  ]
  return [
    ...(isMoved
      ? [
          {
            action: 'response-state-changed',
            detail: { from: before.row.state, to: after.row.state, ...said }
          }
        ]
      : []),
    ...(before.tags.id === after.tags.id && before.row.attributes === after.row.attributes
      ? []
      : [{ action: 'response-tags-changed', detail: { from, to, ...said } }])
  ]
}

function differing(before: TagSet, after: TagSet): [Record<string, unknown>, Record<string, unknown>] {
  const names = (['channel', 'topics', 'agent', 'team', 'handler', 'bot', 'claimed'] as const).filter(
    (name) => String(before[name]) !== String(after[name])
  )
  const pick = (tags: TagSet) => Object.fromEntries(names.map((name) => [name, tags[name]]))
  return [pick(before), pick(after)]
}

/** The attributes that differ, without what was written freely: the trail outlasts whoever it was about. */
function differingValues(
  before: string | null,
  after: string | null,
  declared: Declared
): [Record<string, unknown>, Record<string, unknown>] {
  const [was, is] = [attributesIn(before), attributesIn(after)]
  const isBounded = (key: string) => declared.some((one) => one.key === key && one.kind !== 'text')
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((key) => was[key] !== is[key])
  const pick = (all: typeof was) =>
    Object.fromEntries(
      keys.map((key) => [
        `attributes.${key}`,
        all[key] === undefined ? null : isBounded(key) ? all[key] : '…'
      ])
    )
  return [pick(was), pick(is)]
}
