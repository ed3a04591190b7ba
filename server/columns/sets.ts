import type { Kit } from './kit'
import type { SetOfTags, Tagged } from './wire'

/**
 * What sets of tags count as: a number of each value, and the values. It runs in the thread of the columns
 * from the text of this very function (see thread.ts), so that nothing outside of it may be used.
 */
export function makeSets(kit: Kit, names: readonly string[]) {
  const cellsCached = 4_000_000
  const topicSeparator = '\u001e'
  const columns = names.map((name) => ({
    name,
    values: [] as string[],
    codes: new Map<string, number>(),
    cells: kit.words()
  }))
  let count = 0
  let cached = new Map<string, Grouped>()
  let topicCodes = new Map<string, number>()
  let topicsOf: number[][] = []

  type Grouped = { groupOf: Int32Array; keys: string[][] }

  function columnOf(name: string) {
    const found = columns.find((column) => column.name === name)
    if (!found) throw new Error(`there is no column ${name}`)
    return found
  }

  function define(sets: readonly SetOfTags[]) {
    cached = new Map()
    for (const set of sets) {
      count = Math.max(count, set.code + 1)
      for (const column of columns) {
        const value =
          column.name === 'topics' ? set.topics.join(topicSeparator) : (set.tags[column.name] ?? '')
        let code = column.codes.get(value)
        if (code === undefined) {
          code = column.values.length
          column.codes.set(value, code)
          column.values.push(value)
        }
        column.cells.set(set.code, code)
      }
    }
  }

  const topicsIn = (list: string) => (list === '' ? [''] : list.split(topicSeparator))

  /** The topics of a set as numbers; '' is one as well. */
  function topicNumbers(set: number): readonly number[] {
    const { cells, values } = columnOf('topics')
    const code = cells.at(set)
    return (topicsOf[code] ??= topicsIn(values[code] ?? '').map((topic) => {
      const known = topicCodes.get(topic) ?? topicCodes.size
      topicCodes.set(topic, known)
      return known
    }))
  }

  /** Which sets fit the filters. */
  function groupOfFitting(filters: Tagged): Int32Array {
    const groupOf = new Int32Array(count)
    for (const [dimension, wanted] of Object.entries(filters)) {
      const { values, cells } = columnOf(dimension === 'topic' ? 'topics' : dimension)
      const among = new Set(wanted)
      const isWanted = (value: string) => {
        if (dimension === 'topic') return topicsIn(value).some((topic) => among.has(topic))
        if (dimension === 'claimed') return value === 'agent,team' || among.has(value)
        return among.has(value)
      }
      const fits = values.map(isWanted)
      for (let set = 0; set < count; set++) if (!fits[cells.at(set)]) groupOf[set] = -1
    }
    return groupOf
  }

  /** Which group each set of tags belongs to, or -1: those that do not fit the filters. */
  function grouped(filters: Tagged, by: readonly string[]): Grouped {
    const name = JSON.stringify([filters, by])
    const known = cached.get(name)
    if (known) return known
    const groupOf = groupOfFitting(filters)
    let keys: string[][] = [[]]
    for (const dimension of by) {
      const { values, cells } = columnOf(dimension === 'topic' ? 'topics' : dimension)
      const numbers = new Map<number, number>()
      const longer: string[][] = []
      for (let set = 0; set < count; set++) {
        const group = groupOf[set] ?? -1
        if (group < 0) continue
        const code = cells.at(set)
        const pair = group * values.length + code
        let number = numbers.get(pair)
        if (number === undefined) {
          number = longer.length
          numbers.set(pair, number)
          longer.push([...(keys[group] ?? []), values[code] ?? ''])
        }
        groupOf[set] = number
      }
      keys = longer
    }
    const made = { groupOf, keys }
    if (cached.size * count > cellsCached) cached = new Map()
    cached.set(name, made)
    return made
  }

  /** Whether this is told by sets of tags. */
  const knows = (dimension: string) =>
    dimension === 'topic' || columns.some((column) => column.name === dimension)

  return { define, grouped, knows, topicsIn, topicNumbers }
}

export type Sets = ReturnType<typeof makeSets>
