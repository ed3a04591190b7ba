import type { makeFurther } from './further'
import type { Kit } from './kit'
import type { Sets } from './sets'
import type { Further, Keys, MomentsQuestion, OfAnswers, Question, Told, WaitsQuestion } from './wire'

/**
 * Of a conversation: when it began, and how long it was to its first response; in ms, NaN where nobody
 * knows.
 */
type Waited = (conversation: number) => { began: number; wait: number; isExcluded: boolean }

/** Of an answer its day, set of tags, version, rating and place. */
type Cells = readonly [number, number, number, number, number]

type Stretch = Pick<OfAnswers, 'from' | 'to' | 'places'>

/** What it is made of besides: functions that need nothing from outside. */
type Parts = { makeFurther: typeof makeFurther }

/**
 * The answers to one survey that are counted in any way, a handful of whole numbers each. It runs in the
 * thread of the columns from the text of this very function (see thread.ts), so that nothing outside of it
 * may be used.
 *
 * An answer takes 19 bytes, some 6 more by which its row is found again when it changes, and 4 where it has
 * a conversation. What answers are about is told by a number of their set of tags; what a set counts as is
 * kept once, so that a merge of two names touches no answer.
 */
export function makeAnswers(kit: Kit, { makeFurther }: Parts) {
  const { blockRows } = kit
  const hasFurther = 8
  const meanings: { version: number; rating: number }[] = []
  const meaningCodes = new Map<number, number>()
  const index = kit.rowIndex()
  const [days, sets, meaning, places] = [kit.whole(), kit.words(), kit.shorts(), kit.bytes()]
  const conversations = kit.words()
  const [first, last] = [kit.whole(2 ** 31 - 1), kit.whole(-(2 ** 31))]
  const furtherRatings = makeFurther(kit)

  type Grouped = ReturnType<Sets['grouped']>
  type Parted = { parts: number[][] | undefined; separate: string[][] }

  function meaningOf(version: number, rating: number): number {
    const name = version * 65_536 + rating
    let code = meaningCodes.get(name)
    if (code === undefined) {
      code = meanings.length
      if (code > 65_535)
        throw new Error('a survey has more ratings in more versions than the columns can tell apart')
      meaningCodes.set(name, code)
      meanings.push({ version, rating })
    }
    return code
  }

  /** Keeps what an answer is now; one that is counted no more leaves its row empty. */
  function put(id: string, cells: Cells, conversation: number, further: Further | null) {
    const [day, set, version, rating, place] = cells
    const name = kit.hash(id)
    if (place === 0) {
      const row = index.find(name)
      if (row >= 0) places.set(row, 0)
      return
    }
    const row = index.rowOf(name)
    places.set(row, further ? place | hasFurther : place)
    days.set(row, day)
    sets.set(row, set)
    meaning.set(row, meaningOf(version, rating))
    conversations.set(row, conversation)
    const block = Math.floor(row / blockRows)
    first.set(block, Math.min(first.at(block), day))
    last.set(block, Math.max(last.at(block), day))
    furtherRatings.keep(row, further ?? [])
  }

  /**
   * How many of each meaning in each group; and the last day of each group, where somebody wants to know
   * it.
   */
  function countBy(
    { from, to, places: wanted }: Question,
    { groupOf, keys }: Grouped,
    latest: Int32Array | undefined
  ) {
    const width = meanings.length
    const counts = kit.tally(keys.length * width)
    const { dense } = counts
    for (let block = 0; block * blockRows < index.size(); block++) {
      if (first.at(block) > to || last.at(block) < from) continue
      const [its, ofSet, means, place] = [
        days.block(block),
        sets.block(block),
        meaning.block(block),
        places.block(block)
      ]
      const end = Math.min(index.size() - block * blockRows, blockRows)
      for (let row = 0; row < end; row++) {
        const day = its[row] as number // within the arrays, here and below
        if (day < from || day > to || ((wanted >> ((place[row] as number) & 7)) & 1) === 0) continue
        const group = groupOf[ofSet[row] as number] as number
        if (group < 0) continue
        const cell = group * width + (means[row] as number)
        if (dense) (dense[cell] as number)++
        else counts.add(cell)
        if (latest && day > (latest[group] as number)) latest[group] = day
      }
    }
    return counts
  }

  /** Calls `hear` with every row that was asked for. */
  function each(
    stretch: Stretch,
    groupOf: Int32Array,
    hear: (row: number, group: number, day: number) => void
  ) {
    const { from, to, places: wanted } = stretch
    for (let block = 0; block * blockRows < index.size(); block++) {
      if (first.at(block) > to || last.at(block) < from) continue
      const [its, ofSet, place] = [days.block(block), sets.block(block), places.block(block)]
      const start = block * blockRows
      const end = Math.min(index.size() - start, blockRows)
      for (let row = 0; row < end; row++) {
        const day = its[row] as number // within the arrays, here and below
        if (day < from || day > to || ((wanted >> ((place[row] as number) & 7)) & 1) === 0) continue
        const group = groupOf[ofSet[row] as number] as number
        if (group >= 0) hear(start + row, group, day)
      }
    }
  }

  /** The same by day: the days that there are, in their order, each with all groups. */
  function countByDay(question: Question, { groupOf, keys }: Grouped) {
    const { ratings } = question
    const width = keys.length * (ratings ? meanings.length : 1)
    const there: [number, number] = [2 ** 31 - 1, -(2 ** 31)]
    for (let block = 0; block * blockRows < index.size(); block++) {
      there[0] = Math.min(there[0], first.at(block))
      there[1] = Math.max(there[1], last.at(block))
    }
    const [from, to] = [Math.max(question.from, there[0]), Math.min(question.to, there[1])]
    const counts = kit.tally(from > to ? 0 : (to - from + 1) * width)
    each({ ...question, from, to }, groupOf, (row, group, day) => {
      counts.add((day - from) * width + (ratings ? group * meanings.length + meaning.at(row) : group))
    })
    return { from, counts }
  }

  /** Answers with several topics count once in the groups of each of them, of those that were asked for. */
  function parted({ by, filters }: Question, { keys }: Grouped, { topicsIn }: Sets): Parted {
    const at = by.indexOf('topic')
    if (at < 0) return { parts: undefined, separate: keys }
    const wanted = filters.topic && new Set(filters.topic)
    const numbers = new Map<string, number>()
    const separate: string[][] = []
    const parts = keys.map((key) =>
      topicsIn(key[at] ?? '').flatMap((topic) => {
        if (wanted && !wanted.has(topic)) return []
        const one = key.map((value, place) => (place === at ? topic : value))
        const name = JSON.stringify(one)
        const number = numbers.get(name) ?? separate.length
        if (number === separate.length) {
          numbers.set(name, number)
          separate.push(one)
        }
        return [number]
      })
    )
    return { parts, separate }
  }

  /**
   * Keys as they are told: texts of their own for each of very many take long on their way to another
   * thread.
   */
  function encoded(keys: readonly (readonly string[])[]): Keys {
    const width = keys[0]?.length ?? 0
    const codes = new Uint32Array(keys.length * width)
    const values = Array.from({ length: width }, (_, place) => {
      const known = new Map<string, number>()
      for (const [number, key] of keys.entries()) {
        const value = key[place] ?? ''
        const code = known.get(value) ?? known.size
        if (code === known.size) known.set(value, code)
        codes[number * width + place] = code
      }
      return [...known.keys()]
    })
    return { values, codes }
  }

  function count(question: Question, tags: Sets): Told {
    const groups = tags.grouped(question.filters, question.by)
    const { parts, separate } = parted(question, groups, tags)
    const cells = kit.list()
    const tell = (key: number, code: number, count: number) => {
      for (const cell of [key, code, count]) cells.push(cell)
    }
    const each = (group: number, hear: (part: number) => void) => {
      if (parts) parts[group]?.forEach(hear)
      else hear(group)
    }
    if (question.byDay) {
      const width = question.ratings ? meanings.length : 1
      const { from, counts } = countByDay(question, groups)
      const [keys, numbers]: [string[][], Map<number, number>] = [[], new Map()]
      counts.each((cell, count) => {
        const [pair, code] = [Math.floor(cell / width), cell % width]
        const [day, group] = [Math.floor(pair / groups.keys.length), pair % groups.keys.length]
        each(group, (part) => {
          const name = day * separate.length + part
          const key = numbers.get(name) ?? keys.length
          if (key === keys.length) {
            numbers.set(name, key)
            keys.push([String(from + day), ...(separate[part] ?? [])])
          }
          tell(key, code, count)
        })
      })
      return { keys: encoded(keys), meanings: [...meanings], cells: cells.cells() }
    }
    const width = meanings.length
    const latest = question.latest ? new Int32Array(groups.keys.length).fill(-(2 ** 31)) : undefined
    const last = latest && parts ? new Int32Array(separate.length).fill(-(2 ** 31)) : latest
    // Where ratings do not matter, the first one of each version stands for all of them.
    const versions = [...new Set(meanings.map(({ version }) => version))]
    const versionOf = meanings.map(({ version }) => versions.indexOf(version))
    const sums = question.ratings ? undefined : new Uint32Array(separate.length * versions.length)
    const merged = parts && question.ratings ? new Map<number, number>() : undefined
    countBy(question, groups, latest).each((cell, count) => {
      const [group, code] = [Math.floor(cell / width), cell % width]
      each(group, (part) => {
        if (last && latest) last[part] = Math.max(last[part] ?? 0, latest[group] ?? 0)
        const sum = part * versions.length + (versionOf[code] ?? 0)
        if (sums) sums[sum] = (sums[sum] ?? 0) + count
        else if (merged) merged.set(part * width + code, (merged.get(part * width + code) ?? 0) + count)
        else tell(part, code, count)
      })
    })
    for (const [place, sum] of sums?.entries() ?? []) {
      if (sum > 0) tell(Math.floor(place / versions.length), versionOf.indexOf(place % versions.length), sum)
    }
    for (const [cell, sum] of [...(merged ?? [])].sort(([a], [b]) => a - b))
      tell(Math.floor(cell / width), cell % width, sum)
    return {
      keys: encoded(separate),
      meanings: [...meanings],
      cells: cells.cells(),
      ...(last && { latest: last })
    }
  }

  /** Answers by how long their conversation waited. */
  function waits(question: WaitsQuestion, { groupOf }: Grouped, waited: Waited) {
    const {
      bands,
      began: { from, until }
    } = question
    const width = meanings.length
    const cells = new Uint32Array((bands.length + 2) * width)
    each(question, groupOf, (row) => {
      const conversation = conversations.at(row)
      if (conversation === 0) return
      const { began, wait, isExcluded } = waited(conversation - 1)
      if (!(began >= from && began < until)) return
      const band = isExcluded
        ? bands.length + 1
        : Number.isNaN(wait)
          ? bands.length
          : bands.findIndex((below) => wait < below)
      const cell = band * width + meaning.at(row)
      cells[cell] = (cells[cell] ?? 0) + 1
    })
    return { meanings: [...meanings], cells }
  }

  /**
   * Calls `hear` with the rows that were asked for and have answers to further questions, and what their
   * ratings mean.
   */
  function eachFurther(question: OfAnswers, groupOf: Int32Array, hear: (row: number, code: number) => void) {
    each(question, groupOf, (row) => {
      if ((places.at(row) & hasFurther) !== 0) hear(row, meaning.at(row))
    })
  }

  /** Calls `hear` with the conversations of all answers that fit. */
  function eachConversation({ groupOf }: Grouped, hear: (conversation: number) => void) {
    each({ from: -(2 ** 31), to: 2 ** 31, places: 0b11110 }, groupOf, (row) => {
      if (conversations.at(row) > 0) hear(conversations.at(row) - 1)
    })
  }

  return {
    put,
    count,
    waits,
    /** Which further questions were rated how often. */
    further: (question: OfAnswers, { groupOf }: Grouped) =>
      furtherRatings.counted(meanings, (hear) => eachFurther(question, groupOf, hear)),
    /** How further questions move with the rating. */
    moments: (question: MomentsQuestion, { groupOf }: Grouped) =>
      furtherRatings.moments(question, meanings, (hear) => eachFurther(question, groupOf, hear)),
    eachConversation,
    size: index.size
  }
}

export type Answers = ReturnType<typeof makeAnswers>
