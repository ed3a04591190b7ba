import { and, eq, like, or } from 'drizzle-orm'
import { limits } from '../contract/terms'
import type { Database } from '../db/database'
import { slugOf } from '../tags/channel-names'
import type { KeyTable } from './key-table'
import type { Cell, Mapping } from './mapping'
import { locate } from './mapping'
import { isBlank } from './rating'
import { shortened } from './report'
import type { Source } from './sources/source'

type TopicCell = Cell & { split: boolean; kind: string }

/**
 * The topics of rows. A word that stands in columns of several kinds, such as “Delivery” under “Product”
 * and under “Reason”, means several things: each is kept under the name of its column, as “Product:
 * Delivery”, unless the mapping says that they are the same.
 */
export type Topics = {
  cells: readonly TopicCell[]
  /** Looks at a row before the first one is read. */
  note(cells: readonly string[]): void
  /** What columns of these names have been kept apart before, in other files, by the keys of topics. */
  keptBefore(keys: ReadonlySet<string>): void
  of(cells: readonly string[]): string[]
  /** Words that stand in columns of several kinds, as the file writes them. */
  shared(): string[]
}

export const topicBreaks = /[,;|]/
const sharedShownMax = 20
const keysReadMax = 10_000
/**
 * The mark of a word that stands in columns of several kinds; other words have the number of theirs, from
 * 1.
 */
const several = 0

export function createTopics(
  header: readonly string[],
  mapping: Mapping,
  source: Source | undefined,
  newTable: () => KeyTable
): Topics {
  const cells = (mapping.topics ?? []).map((topic): TopicCell => {
    const cell = locate(header, 'topics', topic)
    return {
      ...cell,
      kind: kindOf(cell.column),
      split: typeof topic === 'object' && 'split' in topic && topic.split === true
    }
  })
  const kinds = kindsOf(mapping, source)
  const isParted = kinds.length > 1 && mapping.sharedTopics !== 'same'
  const words = newTable()
  const shared = new Set<string>()
  let before: ReadonlySet<string> = new Set()

  const wordsIn = ({ split, of }: TopicCell, row: readonly string[]) =>
    (split ? of(row).split(topicBreaks) : [of(row)]).map((one) => one.trim()).filter((one) => !isBlank(one))

  function named(word: string, { kind }: TopicCell): string {
    if (!isParted || kind === '') return word
    const name = apartOf(kind, word)
    return words.get(slugOf(word)) === several || before.has(slugOf(name)) ? name : word
  }

  return {
    cells,
    note(row) {
      if (kinds.length < 2) return
      for (const cell of cells) {
        if (cell.kind === '') continue
        for (const word of wordsIn(cell, row)) {
          const [slug, kind] = [slugOf(word), kinds.indexOf(cell.kind) + 1]
          const known = words.get(slug) ?? kind
          words.set(slug, known === kind ? kind : several)
          if (known !== kind && known !== several && shared.size < sharedShownMax) shared.add(shortened(word))
        }
      }
    },
    keptBefore: (keys) => void (before = keys),
    of: (row) =>
      cells.flatMap((cell) => wordsIn(cell, row).map((word) => named(word, cell))).slice(0, limits.topics),
    shared: () => [...shared]
  }
}

/** The keys of topics that an import may have kept apart before, by columns of these names. */
export async function topicsApart(
  { tables: { label }, handle }: Database,
  siteId: string,
  mapping: Mapping,
  source: Source | undefined
): Promise<Set<string>> {
  const kinds = kindsOf(mapping, source)
  if (kinds.length < 2) return new Set()
  const begins = kinds.map((kind) => like(label.key, `${slugOf(kind).replace(/[\\%_]/g, '_')}-%`))
  const isTopic = and(eq(label.siteId, siteId), eq(label.dimension, 'topic'), or(...begins))
  return new Set(
    (await handle.select({ key: label.key }).from(label).where(isTopic).limit(keysReadMax)).map(
      ({ key }) => key
    )
  )
}

/**
 * Columns of one kind hold the same sort of words: “Tag 1” and “Tag 2” are one, and so is all that a known
 * tool calls tags. What is the same for all rows is of none.
 */
function kindsOf({ topics = [] }: Mapping, source: Source | undefined): string[] {
  if (source) return []
  const columns = topics.flatMap((topic) =>
    typeof topic === 'string' ? [topic] : 'column' in topic ? [topic.column] : []
  )
  return [...new Set(columns.map(kindOf))]
}

function kindOf(column: string): string {
  return column.trim().replace(/[\s_.#-]{0,3}(?<!\d)(?:\d{1,3}|\(\d{1,3}\))$/, '') || column.trim()
}

function apartOf(kind: string, word: string): string {
  return `${kind.slice(0, Math.max(1, limits.tagLength - word.length - 2))}: ${word}`
    .slice(0, limits.tagLength)
    .toWellFormed()
}
