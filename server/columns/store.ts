import type { Question, Rows, SetOfTags, Told } from './wire'

/**
 * The columns of a database: of each answer a handful of whole numbers, in typed arrays. It runs in a thread of its own from the
 * text of this very function (see thread.ts), so that nothing outside of it may be used.
 *
 * An answer takes 11 bytes, and 16 more by which its place is found again when it changes. What answers are about is told by a
 * number of their set of tags; what a set counts as is kept once, so that a merge of two names touches no answer.
 */
export function makeStore() {
  /** Rows of one block are alike in time mostly, so that whole blocks are passed over. */
  const blockRows = 8_192
  const cellsCached = 4_000_000
  const topicSeparator = '\u001e'
  const seeds = [Math.random() * 2 ** 32, Math.random() * 2 ** 32] as const

  type Sets = ReturnType<typeof makeSets>
  type Survey = ReturnType<typeof makeSurvey>
  type Grouped = { groupOf: Int32Array; keys: string[][] }
  const sites = new Map<string, Sets>()
  const surveys = new Map<string, { site: string; rows: Survey }>()

  /** What the sets of tags of a site count as: a number of each value, and the values. */
  function makeSets() {
    const names = ['channel', 'agent', 'team', 'locale', 'surface', 'topics', 'claimed'] as const
    const columns = names.map((name) => ({ name, values: [] as string[], codes: new Map<string, number>(), cells: new Int32Array(64) }))
    let count = 0
    let cached = new Map<string, Grouped>()

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
          if (column.cells.length < count) {
            const larger = new Int32Array(Math.max(count, column.cells.length * 2))
            larger.set(column.cells)
            column.cells = larger
          }
          const value = column.name === 'topics' ? set.topics.join(topicSeparator) : set[column.name]
          let code = column.codes.get(value)
          if (code === undefined) {
            code = column.values.length
            column.codes.set(value, code)
            column.values.push(value)
          }
          column.cells[set.code] = code
        }
      }
    }

    const topicsIn = (list: string) => (list === '' ? [''] : list.split(topicSeparator))

    /** Which group each set of tags belongs to, or -1: those that do not fit the filters. */
    function grouped({ filters, by }: Question): Grouped {
      const name = JSON.stringify([filters, by])
      const known = cached.get(name)
      if (known) return known
      const groupOf = new Int32Array(count)
      for (const [dimension, wanted] of Object.entries(filters)) {
        const { values, cells } = columnOf(dimension === 'topic' ? 'topics' : dimension)
        const isWanted = (value: string) => {
          if (dimension === 'topic') return topicsIn(value).some((topic) => wanted.includes(topic))
          if (dimension === 'claimed') return value === 'agent,team' || wanted.includes(value)
          return wanted.includes(value)
        }
        const fits = values.map(isWanted)
        for (let set = 0; set < count; set++) if (!fits[cells[set] ?? 0]) groupOf[set] = -1
      }
      let keys: string[][] = [[]]
      for (const dimension of by) {
        const { values, cells } = columnOf(dimension === 'topic' ? 'topics' : dimension)
        const numbers = new Map<number, number>()
        const longer: string[][] = []
        for (let set = 0; set < count; set++) {
          const group = groupOf[set] ?? -1
          if (group < 0) continue
          const code = cells[set] ?? 0
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

    return { define, grouped, topicsIn }
  }

  /** The answers to one survey that are counted in any way. */
  function makeSurvey() {
    const meanings: { version: number; rating: number }[] = []
    const meaningCodes = new Map<number, number>()
    let days = new Int32Array(blockRows)
    let sets = new Uint32Array(blockRows)
    let meaning = new Uint16Array(blockRows)
    let places = new Uint8Array(blockRows)
    let hashes = new Uint32Array(2 * blockRows)
    let index = new Int32Array(2 * blockRows)
    let first = new Int32Array(1).fill(2 ** 31 - 1)
    let last = new Int32Array(1).fill(-(2 ** 31))
    let count = 0

    function meaningOf(version: number, rating: number): number {
      const name = version * 65_536 + rating
      let code = meaningCodes.get(name)
      if (code === undefined) {
        code = meanings.length
        if (code > 65_535) throw new Error('a survey has more ratings in more versions than the columns can tell apart')
        meaningCodes.set(name, code)
        meanings.push({ version, rating })
      }
      return code
    }

    function larger<Cells extends Int32Array | Uint32Array | Uint16Array | Uint8Array>(cells: Cells, by: Cells): Cells {
      by.set(cells)
      return by
    }

    function grow() {
      const size = days.length * 2
      days = larger(days, new Int32Array(size))
      sets = larger(sets, new Uint32Array(size))
      meaning = larger(meaning, new Uint16Array(size))
      places = larger(places, new Uint8Array(size))
      hashes = larger(hashes, new Uint32Array(2 * size))
      first = larger(first, new Int32Array(size / blockRows).fill(2 ** 31 - 1))
      last = larger(last, new Int32Array(size / blockRows).fill(-(2 ** 31)))
      index = new Int32Array(2 * size)
      for (let row = 0; row < count; row++) index[slotOf(hashes[2 * row] ?? 0, hashes[2 * row + 1] ?? 0)] = row + 1
    }

    /** Where the row of an answer is noted, or would be. */
    function slotOf(one: number, other: number): number {
      const mask = index.length - 1
      for (let slot = one & mask; ; slot = (slot + 1) & mask) {
        const row = (index[slot] ?? 0) - 1
        if (row < 0 || (hashes[2 * row] === one && hashes[2 * row + 1] === other)) return slot
      }
    }

    /** Keeps what an answer is now; one that is counted no more leaves its row empty. */
    function put(id: string, day: number, set: number, version: number, rating: number, place: number) {
      // Nobody knows the seeds, so nobody can choose ids that are taken for each other.
      let [one, other] = [seeds[0] | 0, seeds[1] | 0]
      for (let at = 0; at < id.length; at++) {
        const letter = id.charCodeAt(at)
        one = Math.imul(one ^ letter, 2_654_435_761)
        other = Math.imul(other ^ letter, 1_597_334_677)
      }
      one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909)
      other = Math.imul(other ^ (other >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909)
      one >>>= 0
      other >>>= 0
      const slot = slotOf(one, other)
      let row = (index[slot] ?? 0) - 1
      if (row < 0) {
        if (place === 0) return
        row = count++
        hashes[2 * row] = one
        hashes[2 * row + 1] = other
        index[slot] = row + 1
      }
      places[row] = place
      if (place > 0) {
        days[row] = day
        sets[row] = set
        meaning[row] = meaningOf(version, rating)
        const block = Math.floor(row / blockRows)
        first[block] = Math.min(first[block] ?? day, day)
        last[block] = Math.max(last[block] ?? day, day)
      }
      if (count === days.length) grow()
    }

    type Within = { from: number; to: number; places: number }

    /** How many of each meaning in each group; and the last day of each group, where somebody wants to know it. */
    function countBy({ from, to, places: wanted }: Within, { groupOf, keys }: Grouped, latest: Int32Array | undefined): Uint32Array {
      const width = meanings.length
      const counts = new Uint32Array(keys.length * width)
      for (let block = 0; block * blockRows < count; block++) {
        if ((first[block] ?? 0) > to || (last[block] ?? 0) < from) continue
        const end = Math.min(count, (block + 1) * blockRows)
        for (let row = block * blockRows; row < end; row++) {
          const day = days[row] as number // within the arrays, here and below
          if (day < from || day > to || ((wanted >> (places[row] as number)) & 1) === 0) continue
          const group = groupOf[sets[row] as number] as number
          if (group < 0) continue
          ;(counts[group * width + (meaning[row] as number)] as number)++
          if (latest && day > (latest[group] as number)) latest[group] = day
        }
      }
      return counts
    }

    /** The same by day: the days that there are, in the order in which they were met, each with all groups. */
    function countByDay({ from, to, places: wanted, ratings }: Within & { ratings: boolean }, { groupOf, keys }: Grouped) {
      const each = ratings ? meanings.length : 1
      const width = keys.length * each
      const numbers = new Map<number, number>()
      const found: number[] = []
      let counts = new Uint32Array(64 * width)
      let [lastDay, number] = [Number.NaN, 0]
      for (let block = 0; block * blockRows < count; block++) {
        if ((first[block] ?? 0) > to || (last[block] ?? 0) < from) continue
        const end = Math.min(count, (block + 1) * blockRows)
        for (let row = block * blockRows; row < end; row++) {
          const day = days[row] as number // within the arrays, here and below
          if (day < from || day > to || ((wanted >> (places[row] as number)) & 1) === 0) continue
          const group = groupOf[sets[row] as number] as number
          if (group < 0) continue
          if (day !== lastDay) {
            lastDay = day
            number = numbers.get(day) ?? found.length
            if (number === found.length) {
              numbers.set(day, number)
              found.push(day)
              if (found.length * width > counts.length) counts = larger(counts, new Uint32Array(2 * counts.length))
            }
          }
          ;(counts[number * width + group * each + (ratings ? (meaning[row] as number) : 0)] as number)++
        }
      }
      return { found, counts, each }
    }

    return { put, countBy, countByDay, meanings, size: () => count }
  }

  function setsOf(site: string): Sets {
    const known = sites.get(site) ?? makeSets()
    sites.set(site, known)
    return known
  }

  function told(keys: string[][], meanings: Survey['meanings'], counts: Uint32Array, ratings: boolean, latest?: Int32Array): Told {
    const cells: number[] = []
    for (let group = 0; group < keys.length; group++) {
      let sum = 0
      for (let code = 0; code < meanings.length; code++) {
        const count = counts[group * meanings.length + code] ?? 0
        if (count === 0) continue
        if (ratings) cells.push(group, code, count)
        sum += count
      }
      if (!ratings && sum > 0) cells.push(group, 0, sum)
    }
    return { keys, meanings: [...meanings], cells: Uint32Array.from(cells), ...(latest && { latest }) }
  }

  /** Answers with several topics count once in the groups of each of them, of those that were asked for. */
  function byTopic({ by, filters }: Question, { keys }: Grouped, { topicsIn }: Sets) {
    const at = by.indexOf('topic')
    const wanted = filters.topic
    const numbers = new Map<string, number>()
    const separate: string[][] = []
    const parts = keys.map((key) => topicsIn(key[at] ?? '').flatMap((topic) => {
      if (wanted && !wanted.includes(topic)) return []
      const one = key.map((value, place) => (place === at ? topic : value))
      const name = JSON.stringify(one)
      const number = numbers.get(name) ?? separate.length
      if (number === separate.length) {
        numbers.set(name, number)
        separate.push(one)
      }
      return [number]
    }))
    return { parts, separate }
  }

  function whole({ keys }: Grouped) {
    return { parts: keys.map((_, group) => [group]), separate: keys }
  }

  return {
    define(site: string, sets: readonly SetOfTags[]) {
      setsOf(site).define(sets)
    },
    put({ site, survey, ids, cells }: Rows) {
      const known = surveys.get(survey)
      // Of answers that are gone it is not known whose they were.
      const { rows } = known ?? { rows: makeSurvey() }
      surveys.set(survey, { site: site || (known?.site ?? ''), rows })
      for (const [index, id] of ids.entries()) {
        const at = 5 * index
        rows.put(id, cells[at] ?? 0, cells[at + 1] ?? 0, cells[at + 2] ?? 0, cells[at + 3] ?? 0, cells[at + 4] ?? 0)
      }
    },
    count(question: Question): Told {
      const found = surveys.get(question.survey)
      if (!found) return { keys: [], meanings: [], cells: new Uint32Array() }
      const { rows, site } = found
      const tags = setsOf(site)
      const groups = tags.grouped(question)
      if (question.byDay) {
        const { found, counts, each } = rows.countByDay(question, groups)
        const { parts, separate } = question.by.includes('topic') ? byTopic(question, groups, tags) : whole(groups)
        const [keys, cells, numbers]: [string[][], number[], Map<number, number>] = [[], [], new Map()]
        for (let at = 0; at < found.length * groups.keys.length * each; at++) {
          const count = counts[at] ?? 0
          if (count === 0) continue
          const [pair, code] = [Math.floor(at / each), at % each]
          const [number, group] = [Math.floor(pair / groups.keys.length), pair % groups.keys.length]
          for (const part of parts[group] ?? []) {
            const name = number * separate.length + part
            const key = numbers.get(name) ?? keys.length
            if (key === keys.length) {
              numbers.set(name, key)
              keys.push([String(found[number]), ...(separate[part] ?? [])])
            }
            cells.push(key, code, count)
          }
        }
        return { keys, meanings: [...rows.meanings], cells: Uint32Array.from(cells) }
      }
      const latest = question.latest ? new Int32Array(groups.keys.length).fill(-(2 ** 31)) : undefined
      const counts = rows.countBy(question, groups, latest)
      if (!question.by.includes('topic')) return told(groups.keys, rows.meanings, counts, question.ratings, latest)
      const { parts, separate } = byTopic(question, groups, tags)
      const width = rows.meanings.length
      const sums = new Uint32Array(separate.length * width)
      const last = latest && new Int32Array(separate.length).fill(-(2 ** 31))
      for (const [group, its] of parts.entries()) {
        for (const number of its) {
          for (let code = 0; code < width; code++) {
            const at = number * width + code
            sums[at] = (sums[at] ?? 0) + (counts[group * width + code] ?? 0)
          }
          if (last && latest) last[number] = Math.max(last[number] ?? 0, latest[group] ?? 0)
        }
      }
      return told(separate, rows.meanings, sums, question.ratings, last)
    },
    size: () => [...surveys.values()].reduce((sum, { rows }) => sum + rows.size(), 0)
  }
}

export type Store = ReturnType<typeof makeStore>
