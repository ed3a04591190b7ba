import { and, asc, desc, eq, ne } from 'drizzle-orm'
import { questionFor } from '../../widget/words'
import type { Change } from '../access/act'
import type { Caller } from '../access/permissions'
import { changesBetween, recordAudit } from '../audit/log'
import type { AskingInput } from '../contract/asking'
import { isMatch } from '../contract/etag'
import type { InvitingInput } from '../contract/inviting'
import { problem } from '../contract/problem'
import type { SurveyInput, SurveyPatch } from '../contract/surveys'
import { limits } from '../contract/terms'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { SurveyRow, VersionRow } from '../db/rows'
import { newId } from '../secrets/ids'
import type { Meaning } from './meaning'
import { changedMeaning, meaningOf } from './meaning'
import type { Survey } from './view'
import { surveyViewOf } from './view'

export async function createSurvey(
  database: Database,
  caller: Caller,
  input: SurveyInput,
  now: number
): Promise<Survey> {
  const made = newSurvey(input, now)
  const { survey, surveyVersion } = database.tables
  await database.atomically(function* (handle) {
    yield* run(handle.insert(survey).values(made.row))
    yield* run(handle.insert(surveyVersion).values(made.meaning))
    const { id, siteId, name } = made.row
    yield* run(
      recordAudit(handle, database, {
        siteId,
        caller,
        action: 'survey-created',
        subject: id,
        detail: { name },
        at: now
      })
    )
  })
  return made
}

/** A survey as it would be made, kept nowhere. Throws `invalid` for a combination that cannot be counted. */
export function newSurvey(input: SurveyInput, now: number): Survey {
  const {
    site,
    name,
    state,
    asking,
    inviting,
    editWindowHours,
    proofOfWork,
    metric,
    scale,
    satisfiedFrom,
    style,
    direction,
    parts
  } = input
  const question = input.question ?? { en: questionFor('en', metric) }
  const id = newId('svy')
  const given = {
    ...(scale && { scale }),
    ...(satisfiedFrom !== undefined && { satisfiedFrom }),
    ...(style && { style })
  }
  return {
    row: {
      id,
      siteId: site,
      name,
      state,
      version: 1,
      asking: JSON.stringify(asking),
      inviting: JSON.stringify(inviting),
      editWindowHours,
      proofOfWork,
      proofUntil: null,
      createdAt: now,
      updatedAt: now
    },
    meaning: {
      surveyId: id,
      version: 1,
      createdAt: now,
      ...meaningOf({ metric, direction, question, parts, ...given })
    }
  }
}

/**
 * Changes a survey, and notes who did it and what it was before. A new wording or meaning becomes a new
 * version; answers keep the version they were given to, so no past figure moves. `ifMatch` is the ETag
 * that the caller edited; another one means somebody was faster.
 */
export async function changeSurvey(
  database: Database,
  id: string,
  { caller, patch, ifMatch, now }: Change<SurveyPatch>
): Promise<Survey> {
  const { survey, surveyVersion } = database.tables
  return database.atomically(function* (handle) {
    const [row] = yield* run(database.locked(handle.select().from(survey).where(eq(survey.id, id))))
    if (!row) throw problem('survey-unknown', id)
    if (!isMatch(ifMatch, surveyEtag(row))) throw problem('changed-meanwhile')
    const [current] = yield* run(
      handle
        .select()
        .from(surveyVersion)
        .where(and(eq(surveyVersion.surveyId, id), eq(surveyVersion.version, row.version)))
    )
    if (!current) throw new Error(`survey ${id} has no version ${row.version}`)
    const meaning = changedMeaning(current, patch)
    const isNew = (Object.keys(meaning) as (keyof Meaning)[]).some((key) => meaning[key] !== current[key])
    // An import may have made versions of its own, on other scales.
    const [latest] = isNew
      ? yield* run(
          handle
            .select({ version: surveyVersion.version })
            .from(surveyVersion)
            .where(eq(surveyVersion.surveyId, id))
            .orderBy(desc(surveyVersion.version))
            .limit(1)
        )
      : []
    const version = isNew ? (latest?.version ?? row.version) + 1 : row.version
    const changed = {
      ...row,
      ...settingsIn(row, patch),
      version,
      updatedAt: Math.max(now, row.updatedAt + 1)
    }
    const versionRow = isNew ? { surveyId: id, version, createdAt: now, ...meaning } : current
    if (isNew) yield* run(handle.insert(surveyVersion).values(versionRow))
    yield* run(handle.update(survey).set(changed).where(eq(survey.id, id)))
    const after = { row: changed, meaning: versionRow }
    const detail = changesBetween(settingsOf({ row, meaning: current }), settingsOf(after))
    if (detail)
      yield* run(
        recordAudit(handle, database, {
          siteId: row.siteId,
          caller,
          action: 'survey-changed',
          subject: id,
          detail,
          at: now
        })
      )
    return after
  })
}

export async function surveyById(database: Database, id: string): Promise<Survey> {
  const [found] = await surveysWhere(database).where(eq(database.tables.survey.id, id))
  if (!found) throw problem('survey-unknown', id)
  return found
}

export async function listSurveys(database: Database, siteId: string): Promise<Survey[]> {
  const { survey } = database.tables
  return surveysWhere(database)
    .where(eq(survey.siteId, siteId))
    .orderBy(asc(survey.createdAt), asc(survey.id))
}

/** What a survey has meant so far, the newest first. */
export async function versionsOf(database: Database, id: string): Promise<VersionRow[]> {
  const { surveyVersion } = database.tables
  return database.handle
    .select()
    .from(surveyVersion)
    .where(eq(surveyVersion.surveyId, id))
    .orderBy(desc(surveyVersion.version))
    .limit(limits.pageRows)
}

export function surveyEtag(row: SurveyRow) {
  return `"${row.updatedAt}"`
}

function surveysWhere({ tables: { survey, surveyVersion }, handle }: Database) {
  // One that is being deleted is not there any more, wherever it is looked for.
  const current = and(
    eq(surveyVersion.surveyId, survey.id),
    eq(surveyVersion.version, survey.version),
    ne(survey.state, 'deleted')
  )
  return handle.select({ row: survey, meaning: surveyVersion }).from(survey).innerJoin(surveyVersion, current)
}

/** What owners may change of a survey, and which version that makes of it. */
function settingsOf(survey: Survey) {
  const {
    id: _id,
    site: _site,
    proofUntil: _until,
    createdAt: _made,
    updatedAt: _changed,
    ...settings
  } = surveyViewOf(survey)
  return settings
}

function settingsIn(
  row: SurveyRow,
  { name, state, asking, inviting, editWindowHours, proofOfWork }: SurveyPatch
): Partial<SurveyRow> {
  // Whatever of it is left out stays as it is, so that who moves the card need not know its colours.
  const merged = (kept: string, sent: object | undefined) =>
    sent && JSON.stringify({ ...(JSON.parse(kept) as AskingInput | InvitingInput), ...sent })
  const settings = {
    name,
    state,
    asking: merged(row.asking, asking),
    inviting: merged(row.inviting, inviting),
    editWindowHours,
    proofOfWork
  }
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
}
