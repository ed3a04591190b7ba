import { and, desc, eq } from 'drizzle-orm'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { VersionRow } from '../db/rows'
import { stepsPerPointOf } from '../statistics/steps'
import { meaningOn } from '../surveys/meaning'
import type { Survey } from '../surveys/view'
import type { Scale } from './rating'

/**
 * What ratings of a file on another scale mean: what the survey means on its own one. It becomes a version
 * that the survey never asks by; figures tell its answers apart from those on the scale of the survey. One
 * that is there already is taken.
 */
export async function meaningFor(
  database: Database,
  survey: Survey,
  scale: Scale,
  now: number
): Promise<VersionRow> {
  const { row, meaning } = survey
  if (
    scale.min === meaning.scaleMin &&
    scale.max === meaning.scaleMax &&
    stepsPerPointOf(scale) === meaning.stepsPerPoint
  )
    return meaning
  const wanted = meaningOn(meaning, scale)
  const { survey: surveys, surveyVersion } = database.tables
  return database.atomically(function* (handle) {
    yield* run(database.locked(handle.select({ id: surveys.id }).from(surveys).where(eq(surveys.id, row.id))))
    const { metric, scaleMin, scaleMax, stepsPerPoint, satisfiedFrom, direction } = wanted
    const alike = and(
      eq(surveyVersion.metric, metric),
      eq(surveyVersion.direction, direction),
      eq(surveyVersion.scaleMin, scaleMin),
      eq(surveyVersion.scaleMax, scaleMax),
      eq(surveyVersion.stepsPerPoint, stepsPerPoint),
      eq(surveyVersion.satisfiedFrom, satisfiedFrom)
    )
    const [known] = yield* run(
      handle
        .select()
        .from(surveyVersion)
        .where(and(eq(surveyVersion.surveyId, row.id), alike))
        .orderBy(desc(surveyVersion.version))
        .limit(1)
    )
    if (known) return known
    const [latest] = yield* run(
      handle
        .select({ version: surveyVersion.version })
        .from(surveyVersion)
        .where(eq(surveyVersion.surveyId, row.id))
        .orderBy(desc(surveyVersion.version))
        .limit(1)
    )
    const made = {
      ...wanted,
      surveyId: row.id,
      version: (latest?.version ?? row.version) + 1,
      createdAt: now
    }
    yield* run(handle.insert(surveyVersion).values(made))
    return made
  })
}
