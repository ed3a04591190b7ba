import { and, asc, desc, eq, ne } from 'drizzle-orm'
import { questionFor } from '../../widget/words'
import type { Change } from '../access/act'
import type { Caller } from '../access/permissions'
import { changesBetween, recordAudit } from '../audit/log'
import type { Asking, AskingInput } from '../contract/asking'
import { isMatch } from '../contract/etag'
import type { Inviting, InvitingInput } from '../contract/inviting'
import type { Parts } from '../contract/parts'
import { problem } from '../contract/problem'
import { inSteps, ratingOf, scaleOf } from '../contract/rating-steps'
import type { SurveyInput, SurveyPatch, SurveyView, VersionView } from '../contract/surveys'
import { limits } from '../contract/terms'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { SurveyRow, VersionRow } from '../db/rows'
import { newId } from '../secrets/ids'
import { stepsPerPointOf } from '../statistics/steps'

/** A survey and what it means today. */
export type Survey = { row: SurveyRow; meaning: VersionRow }

type Meaning = Omit<VersionRow, 'surveyId' | 'version' | 'createdAt'>

const scales = {
  csat: { min: 1, max: 5 },
  nps: { min: 0, max: 10 },
  ces: { min: 1, max: 7 },
  thumbs: { min: 0, max: 1 }
}

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
    if (!isMatch(ifMatch, etagOf(row))) throw problem('changed-meanwhile')
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

export function etagOf(row: SurveyRow) {
  return `"${row.updatedAt}"`
}

export function questionOf(meaning: VersionRow): Record<string, string> {
  return JSON.parse(meaning.question) as Record<string, string> // written by meaningOf only
}

export function partsOf(meaning: VersionRow): Parts {
  return JSON.parse(meaning.parts) as Parts // written by meaningOf only
}

/**
 * How a survey asks, with what is usual where nobody said. A survey that only the page asks is left to the
 * page in how often as well.
 */
export function askingOf(row: SurveyRow): Asking {
  const given = JSON.parse(row.asking) as Partial<Asking> // written by createSurvey and settingsIn only
  const when = given.when ?? { on: 'delay', seconds: 1 }
  const days = when.on === 'call' ? 0 : 30
  return {
    pages: {},
    share: 100,
    devices: ['phone', 'tablet', 'desktop'],
    languagesOnly: false,
    again: { days },
    notAfterDismissalDays: days,
    quietDays: 0,
    place: 'corner',
    theme: {},
    ...given,
    when
  }
}

/** Whom a survey is sent to, with what is usual where nobody said: everybody, at once, however often. */
export function invitingOf(row: SurveyRow): Inviting {
  const given = JSON.parse(row.inviting) as Partial<Inviting> // written by createSurvey and settingsIn only
  return {
    share: 100,
    delayMinutes: 0,
    hours: null,
    frequency: null,
    onlyResolved: false,
    onlyPrivate: false,
    replyLengthMin: 0,
    handledBy: ['human', 'bot', 'human-and-bot'],
    languagesOnly: false,
    perAgentADay: null,
    perTeamADay: null,
    ...given
  }
}

export function surveyView({ row, meaning }: Survey): SurveyView {
  return {
    id: row.id,
    site: row.siteId,
    name: row.name,
    ...versionView(meaning),
    // A survey that was deleted is never looked at.
    state: row.state as SurveyView['state'],
    asking: askingOf(row),
    inviting: invitingOf(row),
    editWindowHours: row.editWindowHours,
    proofOfWork: row.proofOfWork,
    proofUntil: row.proofUntil === null ? null : new Date(row.proofUntil).toISOString(),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString()
  }
}

export function versionView(meaning: VersionRow): VersionView {
  return {
    version: meaning.version,
    metric: meaning.metric,
    scale: scaleOf(meaning),
    satisfiedFrom: ratingOf(meaning.satisfiedFrom, meaning),
    direction: meaning.direction,
    style: meaning.style,
    question: questionOf(meaning),
    parts: partsOf(meaning),
    createdAt: new Date(meaning.createdAt).toISOString()
  }
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
  } = surveyView(survey)
  return settings
}

type MeaningInput = Pick<SurveyView, 'metric' | 'direction' | 'question' | 'parts'> &
  Partial<Pick<SurveyView, 'scale' | 'satisfiedFrom' | 'style'>>

/**
 * The same question asked on another scale, with the threshold that is usual there. Throws `invalid` where
 * the metric does not allow it.
 */
export function meaningOn(current: VersionRow, scale: SurveyView['scale']): Meaning {
  return changedMeaning(current, { scale })
}

function changedMeaning(current: VersionRow, patch: SurveyPatch): Meaning {
  const metric = patch.metric ?? (current.metric as SurveyView['metric'])
  const scale = patch.scale ?? (patch.metric ? undefined : scaleOf(current))
  const satisfiedFrom =
    patch.satisfiedFrom ??
    (patch.metric || patch.scale ? undefined : ratingOf(current.satisfiedFrom, current))
  const style =
    patch.style ?? (patch.metric || patch.scale ? undefined : (current.style as SurveyView['style']))
  return meaningOf({
    metric,
    direction: patch.direction ?? (current.direction as SurveyView['direction']),
    question: patch.question ?? questionOf(current),
    parts: patch.parts ?? partsOf(current),
    ...(scale ? { scale } : {}),
    ...(satisfiedFrom === undefined ? {} : { satisfiedFrom }),
    ...(style ? { style } : {})
  })
}

/** Fills in what is usual for the metric; throws `invalid` for a combination that cannot be counted. */
function meaningOf({ metric, direction, question, parts, ...given }: MeaningInput): Meaning {
  const scale: SurveyView['scale'] = given.scale ?? scales[metric]
  const { min, max, step = 1 } = scale
  const stepsPerPoint = stepsPerPointOf(scale)
  const satisfiedFrom = given.satisfiedFrom ?? usualThreshold(metric, min, max, direction)
  const satisfiedSteps = inSteps(satisfiedFrom, { stepsPerPoint })
  if (satisfiedFrom < min || satisfiedFrom > max || satisfiedSteps === undefined) {
    throw problem(
      'invalid',
      `“satisfiedFrom” must be a point of the scale, ${min} to ${max}${step === 1 ? '' : ` in steps of ${step}`}.`,
      'satisfiedFrom'
    )
  }
  if (metric === 'nps' && max !== 10)
    throw problem('invalid', 'NPS counts 9 and 10 as promoters; its “scale” must end at 10.', 'scale')
  if (metric === 'thumbs' && max - min !== 1)
    throw problem('invalid', 'Thumbs have two points; “scale” must be 0 to 1.', 'scale')
  if (metric === 'thumbs' && step !== 1)
    throw problem(
      'invalid',
      'There is nothing between thumbs down and thumbs up; leave “step” out of “scale”.',
      'scale'
    )
  const style = given.style ?? usualStyle(metric, min, max)
  if (style === 'thumbs' && max - min !== 1)
    throw problem('invalid', 'Thumbs have two points; choose another “style” for this scale.', 'style')
  if (style === 'faces' && max - min > 4)
    throw problem(
      'invalid',
      'There are faces for up to five points; choose “stars” or “numbers” as “style”.',
      'style'
    )
  const scaled = { scaleMin: min, scaleMax: max, satisfiedFrom: satisfiedSteps, stepsPerPoint }
  return {
    metric,
    ...scaled,
    direction,
    style,
    question: JSON.stringify(question),
    parts: JSON.stringify(parts)
  }
}

/**
 * 4 of 5 for CSAT, and what is nearest to it on other scales: 3 of 3, 2 of 2, 9 of 10; 5 of 7 for CES, 9
 * for NPS.
 */
function usualThreshold(
  metric: SurveyView['metric'],
  min: number,
  max: number,
  direction: SurveyView['direction']
) {
  const steps = max - min
  const fromTop = metric === 'nps' ? 1 : metric === 'ces' ? Math.floor(steps / 3) : steps >= 4 ? 1 : 0
  return direction === 'higher-is-better' ? max - fromTop : min + fromTop
}

function usualStyle(metric: SurveyView['metric'], min: number, max: number): SurveyView['style'] {
  if (metric === 'thumbs') return 'thumbs'
  return metric === 'csat' && max - min === 4 ? 'faces' : 'numbers'
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
