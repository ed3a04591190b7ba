import { z } from 'zod'
import { limits } from '../contract/terms'
import { problem } from '../problem'

const columnName = z.string().max(500)
/** Where a text comes from: a column, or the same for every row. */
const source = z.union([columnName, z.strictObject({ column: columnName }), z.strictObject({ value: z.string().max(limits.tagLength) })])
const topic = z.union([columnName, z.strictObject({ column: columnName, split: z.boolean().optional() }), z.strictObject({ value: z.string().max(limits.tagLength) })])
const time = z.union([columnName, z.strictObject({ column: columnName, format: z.string().min(1).max(60).optional() })])
const duration = z.union([columnName, z.strictObject({ column: columnName, unit: z.enum(['seconds', 'minutes', 'hours']).optional() })])

/** Which column of a file is what. `{"column":"tags","split":true}` cuts a cell at “,”, “;” and “|” into several topics. */
export const mappingInput = z.strictObject({
  rating: z.union([columnName, z.strictObject({ column: columnName })]).optional(),
  channel: source.optional(),
  topics: z.array(topic).max(limits.topics).optional(),
  agent: source.optional(),
  team: source.optional(),
  comment: source.optional(),
  externalId: source.optional(),
  customer: source.optional(),
  locale: source.optional(),
  answeredAt: time.optional(),
  sentAt: time.optional(),
  conversation: z
    .strictObject({
      id: source.optional(),
      openedAt: time.optional(),
      firstResponseAt: time.optional(),
      resolvedAt: time.optional(),
      handleSeconds: duration.optional()
    })
    .optional(),
  channels: z.record(z.string().max(limits.tagLength), z.string().min(1).max(limits.tagLength)).optional()
})

export type MappingInput = z.infer<typeof mappingInput>
/** A mapping that an import can use: it knows the rating. */
export type Mapping = MappingInput & { rating: NonNullable<MappingInput['rating']> }

type Source = z.infer<typeof source>
type Locator = Source | z.infer<typeof topic> | z.infer<typeof time> | z.infer<typeof duration>

const columnsNamedMax = 40

/** Gets the text of one part out of a row; empty where there is none. */
export type Cell = { column: string; of: (cells: readonly string[]) => string }

/**
 * Finds the column that `locator` names in the header. Throws `invalid` that names the part, the column and the columns
 * there are, when it is missing or there twice.
 */
export function locate(header: readonly string[], part: string, locator: Locator): Cell {
  if (typeof locator === 'object' && 'value' in locator) return { column: '', of: () => locator.value }
  const column = typeof locator === 'string' ? locator : locator.column
  const index = header.indexOf(column.trim())
  if (index < 0) throw problem('invalid', `The mapping takes “${part}” from a column “${column}”, and the file has none of that name. Its columns are: ${named(header)}.`, `mapping.${part}`)
  if (header.includes(column.trim(), index + 1)) throw problem('invalid', `The mapping takes “${part}” from “${column}”, and the file has two columns of that name; rename one.`, `mapping.${part}`)
  return { column, of: (cells) => cells[index] ?? '' }
}

export function named(header: readonly string[]): string {
  const names = header.slice(0, columnsNamedMax).map((name) => (name === '' ? '(no name)' : name))
  return names.join(', ') + (header.length > columnsNamedMax ? ` and ${header.length - columnsNamedMax} more` : '')
}
