import { and, count, eq, gte, or, sql } from 'drizzle-orm'
import type { FollowUpRules, RulesPreviewView } from '../contract/follow-ups'
import type { Database } from '../db/database'
import type { SiteRow } from '../db/rows'
import { listSurveys } from '../surveys/surveys'
import { isAbout, ruleConditions } from './rules'

const days = 30
const dayMs = 86_400_000

/** How many of the last days' answers would have opened a follow-up by these rules. */
export async function previewRules(
  database: Database,
  site: SiteRow,
  { rules }: Pick<FollowUpRules, 'rules'>,
  now: number
): Promise<RulesPreviewView> {
  const { response, tagSet } = database.tables
  const rows = rules.map(({ name }) => ({ name, opened: 0 }))
  const all = { answers: 0, opened: 0 }
  for (const { row: survey } of await listSurveys(database, site.id)) {
    const fits = await Promise.all(
      rules.map(async (rule) => {
        if (!isAbout(rule, survey.id)) return undefined
        const { says, about } = await ruleConditions(database, { survey, site }, rule)
        return and(sql`1 = 1`, says, about)
      })
    )
    const some = fits.filter((one) => one !== undefined)
    const times = (condition: (typeof fits)[number]) =>
      sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`
    const [found] = await database.lists((handle) =>
      handle
        .select({
          answers: count(),
          opened: some.length > 0 ? times(or(...some)) : sql<number>`0`,
          ...Object.fromEntries(some.map((condition, place) => [`fit${place}`, times(condition)]))
        })
        .from(response)
        .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
        .where(
          and(
            eq(response.surveyId, survey.id),
            eq(response.state, 'counted'),
            gte(response.answeredAt, now - days * dayMs)
          )
        )
    )
    const counts = found as Record<string, unknown> | undefined
    all.answers += Number(counts?.['answers'] ?? 0)
    all.opened += Number(counts?.['opened'] ?? 0)
    let place = 0
    for (const [index, fit] of fits.entries()) {
      const row = rows[index]
      if (fit && row) row.opened += Number(counts?.[`fit${place++}`] ?? 0)
    }
  }
  return { days, ...all, rows }
}
