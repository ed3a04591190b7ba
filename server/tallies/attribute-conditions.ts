import type { SQL } from 'drizzle-orm'
import { eq, inArray, or, sql } from 'drizzle-orm'
import { amountsIn, daysIn } from '../attributes/bands'
import { declaredOf } from '../attributes/declared'
import type { AttributeDeclared } from '../contract/attributes'
import type { Database } from '../db/database'
import type { Filters } from '../tags/filters'
import { isAttribute } from '../tags/filters'

/** What attributes an answer must have to fit the filters, as the columns read it (attributes/bands.ts). */
export async function attributeConditions(
  database: Database,
  surveyId: string,
  filters: Filters
): Promise<SQL[]> {
  const filtered = Object.keys(filters).filter(isAttribute)
  if (filtered.length === 0) return []
  const {
    tables: { site, survey },
    handle
  } = database
  const [row] = await handle
    .select({ attributes: site.attributes })
    .from(site)
    .innerJoin(survey, eq(survey.siteId, site.id))
    .where(eq(survey.id, surveyId))
  const declared = row ? declaredOf(row) : []
  return filtered.map((dimension) => {
    const its = declared.find(({ key }) => dimension === `attribute.${key}`)
    return (its && condition(database, its, filters[dimension] ?? [])) ?? sql`1 = 0`
  })
}

function condition(
  database: Database,
  declared: AttributeDeclared,
  wanted: readonly string[]
): SQL | undefined {
  const value = valueOf(database, declared)
  const named = wanted.filter((one) => one !== '')
  const isNone = wanted.includes('') ? sql`${value} is null` : undefined
  if (declared.kind === 'list' || declared.kind === 'text' || declared.kind === 'yes-no')
    return or(isNone, named.length > 0 ? inArray(value, named) : undefined)
  const ranges = named.flatMap((band) => {
    if (declared.kind === 'date') {
      const days = daysIn(band)
      return days ? [sql`(${value} >= ${days.from} and ${value} < ${days.until})`] : []
    }
    const amounts = amountsIn(declared.limits, band)
    if (!amounts) return []
    const from = amounts.from === -Infinity ? [] : [sql`${value} >= ${amounts.from}`]
    const until = amounts.until === Infinity ? [] : [sql`${value} < ${amounts.until}`]
    return [sql`(${sql.join([sql`${value} is not null`, ...from, ...until], sql` and `)})`]
  })
  return or(isNone, ...ranges)
}

/** The value as figures read it, null where it is of another kind. The key holds letters, digits, “_” and “-” only. */
function valueOf({ dialect, tables: { response } }: Database, { key, kind }: AttributeDeclared): SQL {
  const { attributes } = response
  const kinds = {
    list: 'string',
    text: 'string',
    date: 'string',
    number: 'number',
    'yes-no': 'boolean'
  } as const
  if (dialect === 'postgres') {
    const path = sql.raw(`'${key}'`)
    const text = sql`${attributes}::json ->> ${path}`
    const isOne = sql`json_typeof(${attributes}::json -> ${path}) = ${sql.raw(`'${kinds[kind]}'`)}`
    if (kind === 'number') return sql`(case when ${isOne} then (${text})::double precision end)`
    if (kind === 'yes-no')
      return sql`(case when ${isOne} then case ${text} when 'true' then 'yes' else 'no' end end)`
    if (kind === 'date')
      return sql`(case when ${isOne} and (${text}) ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then (${text}) collate "C" end)`
    return sql`(case when ${isOne} then ${text} end)`
  }
  const path = sql.raw(`'$."${key}"'`)
  const type = sql`json_type(${attributes}, ${path})`
  const value = sql`${attributes} ->> ${path}`
  if (kind === 'number') return sql`(case when ${type} in ('integer', 'real') then ${value} end)`
  if (kind === 'yes-no') return sql`(case ${type} when 'true' then 'yes' when 'false' then 'no' end)`
  const isDay = sql` and ${value} glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'`
  return sql`(case when ${type} = 'text'${kind === 'date' ? isDay : sql``} then ${value} end)`
}
