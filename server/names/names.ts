import { and, eq } from 'drizzle-orm'
import type { Change } from '../access/act'
import type { Caller } from '../access/permissions'
import { permit } from '../access/permissions'
import { recordAudit } from '../audit/log'
import { etagOf, isMatch } from '../contract/etag'
import { problem } from '../contract/problem'
import type { NamedDimension, TagPatch, TagView } from '../contract/tags'
import { limits } from '../contract/terms'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { SiteRow } from '../db/rows'
import { siteById } from '../sites/sites'
import { keyIn } from '../tags/filters'
import { restKey } from '../tags/keys'
import { moveTags } from '../tags/move-answers'
import type { RuledDimension, TagRule, TagRules } from '../tags/rules'
import { rulesOf } from '../tags/rules'
import { countEver } from '../tallies/counts'
import { namingScope } from './naming-scope'

type Which = { site: string; dimension: NamedDimension; key: string }
type Label = { label: string; given: string | null }
type Known = { key: string; answers: number; lastMonth: string | null }

/**
 * Every channel, topic, agent or team of a site that answers came with or that rules speak of, those with
 * the most answers first.
 */
export async function listTags(
  database: Database,
  caller: Caller,
  siteId: string,
  dimension: NamedDimension
): Promise<TagView[]> {
  await permit(database, caller, siteId, namingScope(caller))
  const rules = rulesOf(await siteById(database, siteId))
  const [counted, labels] = await Promise.all([
    readKnown(database, siteId, dimension),
    readLabelRows(database.handle, database, siteId, dimension)
  ])
  const ruled = [...rules.all(dimension)].flatMap(([key, { into, under }]) => [key, into, under])
  const joined = await joinedKeys(database, siteId, dimension, rules)
  const rows = new Map(counted.map((one) => [one.key, one]))
  for (const key of [...ruled, ...joined])
    if (key !== undefined && !rows.has(key)) rows.set(key, { key, answers: 0, lastMonth: null })
  rows.delete(restKey) // stands for many names, and is none itself
  return [...rows.values()]
    .sort((a, b) => b.answers - a.answers || (a.key < b.key ? -1 : 1))
    .slice(0, limits.tagsListed)
    .map((one) => tagView(one, dimension, rules, labels))
}

export async function readTag(
  database: Database,
  caller: Caller,
  { site, dimension, key: sent }: Which
): Promise<TagView> {
  await permit(database, caller, site, namingScope(caller))
  const rules = rulesOf(await siteById(database, site))
  const key = keyIn(rules, dimension, sent)
  if (key === restKey) throw problem('not-found')
  const [[counted], labels] = await Promise.all([
    readKnown(database, site, dimension, key),
    readLabelRows(database.handle, database, site, dimension)
  ])
  const isSpokenOf = labels.has(key) || speaksOf(rules, dimension, key)
  if (!counted && !isSpokenOf) throw problem('not-found')
  return tagView(counted ?? { key, answers: 0, lastMonth: null }, dimension, rules, labels)
}

/**
 * Calls a tag something else, says that it is another name for one, or puts a topic under another. What was
 * sent with answers stays with them, so each of these can be taken back. Throws `not-found`,
 * `tags-in-a-circle` and `changed-meanwhile`.
 */
export async function changeTag(
  database: Database,
  which: Which,
  { caller, patch, ifMatch, now }: Change<TagPatch>
): Promise<TagView> {
  const { site: siteId, dimension } = which
  const seen = await readTag(database, caller, which)
  const { key } = seen
  const { site } = database.tables
  await database.atomically(function* (handle) {
    const [row] = yield* run(database.locked(handle.select().from(site).where(eq(site.id, siteId))))
    if (!row) throw problem('site-unknown', siteId)
    const labels = yield* run(labelRows(handle, database, siteId, dimension))
    const before = tagView(seen, dimension, rulesOf(row), labelsOf(labels))
    if (!isMatch(ifMatch, tagEtag(before))) throw problem('changed-meanwhile')
    if (patch.label !== undefined)
      yield* keepLabel(handle, database, { siteId, dimension, key, label: before.sentAs, given: patch.label })
    const rules = yield* keepRule(handle, database, row, { dimension, key, patch })
    const after = tagView(
      seen,
      dimension,
      rules,
      labelsOf(yield* run(labelRows(handle, database, siteId, dimension)))
    )
    if (tagEtag(before) === tagEtag(after)) return
    const detail = { from: meaningOf(before), to: meaningOf(after) }
    yield* run(
      recordAudit(handle, database, {
        siteId,
        caller,
        action: `${dimension}-changed`,
        subject: key,
        detail,
        at: now
      })
    )
  })
  return readTag(database, caller, which)
}

/** Names what a manager may change of a tag; answers that come in are no change of it. */
export function tagEtag(view: TagView): string {
  return etagOf(meaningOf(view))
}

function meaningOf({ label, mergedInto, under }: TagView) {
  return { label, mergedInto: mergedInto?.key ?? null, under: under?.key ?? null }
}

type RuleChange = { dimension: RuledDimension; key: string; patch: TagPatch }

function* keepRule(
  handle: Handle,
  database: Database,
  row: SiteRow,
  { dimension, key, patch: { mergedInto, under } }: RuleChange
) {
  const before = rulesOf(row)
  const rule = { ...before.ruleOf(dimension, key), ...ruleIn(before, dimension, { into: mergedInto, under }) }
  const after = before.changed(
    dimension,
    key,
    Object.fromEntries(Object.entries(rule).filter(([, other]) => other !== null))
  )
  if (!after) throw problem('tags-in-a-circle', key)
  if (after.text === before.text) return before
  if (after.all(dimension).size > limits.tagRulesPerSite)
    throw problem('invalid', `A site may merge or nest ${limits.tagRulesPerSite} names at most.`)
  for (const label of [mergedInto, under]) {
    const other = label ? keyIn(before, dimension, label) : ''
    // A new name for several is kept as it was written, unless it is one that came with answers.
    if (label && other !== label)
      yield* run(
        handle
          .insert(database.tables.label)
          .values({ siteId: row.id, dimension, key: other, label, given: null })
          .onConflictDoNothing()
      )
  }
  yield* moveTags(handle, database, { siteId: row.id, before, after }, { dimension, key })
  yield* run(
    handle
      .update(database.tables.site)
      .set({ tagRules: after.text })
      .where(eq(database.tables.site.id, row.id))
  )
  return after
}

/** What was asked for as keys: null takes a rule back, what was left out stays. */
function ruleIn(
  rules: TagRules,
  dimension: RuledDimension,
  asked: Record<keyof TagRule, string | null | undefined>
): Partial<Record<keyof TagRule, string | null>> {
  const keys = Object.entries(asked).flatMap(([name, other]) => {
    if (other === undefined) return []
    const key = other === null ? null : keyIn(rules, dimension, other)
    if (key === '' || key === restKey)
      throw problem(
        'invalid',
        `“${other}” is no name that could be kept.`,
        name === 'into' ? 'mergedInto' : name
      )
    return [[name, key] as const]
  })
  return Object.fromEntries(keys)
}

function* keepLabel(handle: Handle, database: Database, row: Database['tables']['label']['$inferSelect']) {
  const { label } = database.tables
  yield* run(
    handle
      .insert(label)
      .values(row)
      .onConflictDoUpdate({ target: [label.siteId, label.dimension, label.key], set: { given: row.given } })
  )
}

/**
 * Keys that count under one from before symbols counted, without anybody having said so: entries that can
 * be taken back.
 */
async function joinedKeys(
  { tables: { tagKey, tagSet }, handle }: Database,
  siteId: string,
  dimension: NamedDimension,
  rules: TagRules
): Promise<string[]> {
  if (!rules.hasOlder || (dimension !== 'topic' && dimension !== 'channel')) return []
  const rows =
    dimension === 'topic'
      ? await handle
          .select({ key: tagKey.key })
          .from(tagKey)
          .where(and(eq(tagKey.siteId, siteId), eq(tagKey.dimension, dimension)))
      : await handle.selectDistinct({ key: tagSet.sentChannel }).from(tagSet).where(eq(tagSet.siteId, siteId))
  return rows.flatMap(({ key }) => (rules.olderOf(dimension, key) === undefined ? [] : [key]))
}

/** What answers of any survey count under, in any time. */
async function readKnown(
  database: Database,
  siteId: string,
  dimension: NamedDimension,
  key?: string
): Promise<Known[]> {
  const {
    tables: { survey },
    handle
  } = database
  const surveys = await handle.select({ id: survey.id }).from(survey).where(eq(survey.siteId, siteId))
  const all = new Map<string, Known>()
  for (const counts of await Promise.all(surveys.map(({ id }) => countEver(database, id, dimension)))) {
    for (const { key, count, lastOn } of counts) {
      const known = all.get(key)
      const lastMonth = lastOn.slice(0, 7)
      const latest = known?.lastMonth && known.lastMonth > lastMonth ? known.lastMonth : lastMonth
      all.set(key, { key, answers: (known?.answers ?? 0) + count, lastMonth: latest })
    }
  }
  return [...all.values()].filter((row) => row.key !== '' && (key === undefined || row.key === key))
}

function labelRows(
  handle: Handle,
  { tables: { label } }: Database,
  siteId: string,
  dimension: NamedDimension
) {
  return handle
    .select({ key: label.key, label: label.label, given: label.given })
    .from(label)
    .where(and(eq(label.siteId, siteId), eq(label.dimension, dimension)))
}

async function readLabelRows(
  handle: Handle,
  database: Database,
  siteId: string,
  dimension: NamedDimension
): Promise<Map<string, Label>> {
  return labelsOf(await labelRows(handle, database, siteId, dimension))
}

function labelsOf(rows: readonly ({ key: string } & Label)[]): Map<string, Label> {
  return new Map(rows.map((row) => [row.key, row]))
}

function tagView(
  { key, answers, lastMonth }: Known,
  dimension: NamedDimension,
  rules: TagRules,
  labels: ReadonlyMap<string, Label>
): TagView {
  const nameOf = (of: string) => labels.get(of)?.given ?? labels.get(of)?.label ?? of
  const { into, under } = rules.ruleOf(dimension, key)
  const reference = (to: string | undefined) => (to === undefined ? null : { key: to, label: nameOf(to) })
  return {
    key,
    label: nameOf(key),
    sentAs: labels.get(key)?.label ?? key,
    mergedInto: reference(into),
    under: reference(under),
    answers,
    lastMonth
  }
}

function speaksOf(rules: TagRules, dimension: RuledDimension, key: string): boolean {
  return [...rules.all(dimension)].some(([about, { into, under }]) => [about, into, under].includes(key))
}
