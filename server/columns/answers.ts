import type { makeFacets } from './facets'
import type { makeFurther } from './further'
import type { Kit } from './kit'
import type { Sets } from './sets'
import type { Facets, Further, Keys, MomentsQuestion, OfAnswers, Question, Told, WaitsQuestion } from './wire'

/**
 * Of a conversation: when it began, and how long it was to its first response; in ms, NaN where nobody
 * knows.
 */
type Waited = (conversation: number) => { began: number; wait: number; isExcluded: boolean }

/**
 * An answer as it is now. `cells`: see `answerCells`; `conversation`: one more than its row, 0 where it has
 * none.
 */
type Answer = { cells: Int32Array; conversation: number; further: Further | null; facets: Facets }

type Stretch = Pick<OfAnswers, 'from' | 'to' | 'places' | 'of'>

/** What it is made of besides: functions that need nothing from outside. */
type Parts = { makeFacets: typeof makeFacets; makeFurther: typeof makeFurther }

/**
 * The answers to one survey that are counted in any way, a handful of whole numbers each. It runs in the
 * thread of the columns from the text of this very function (see thread.ts), so that nothing outside of it
 * may be used.
 *
 * An answer takes 19 bytes, some 6 more by which its row is found again when it changes, 4 where it has a
 * conversation, and 2 for each facet that answers to its survey have. What answers are about is told by a
 * number of their set of tags; what a set counts as is kept once, so that a merge of two names touches no
 * answer.
 */
export function makeAnswers(kit: Kit, { makeFacets, makeFurther }: Parts) {
  const { blockRows } = kit
  const hasFurther = 8
  const meanings: { version: number; rating: number }[] = []
  const meaningCodes = new Map<number, number>()
  const index = kit.rowIndex()
  const [days, sets, places] = [kit.whole(), kit.words(), kit.bytes()]
  // What the rating means, and what that of the person does: one more than its number, 0 where nobody said.
  const [meaning, personMeaning] = [kit.shorts(), kit.shorts()]
  const conversations = kit.words()
  const [first, last] = [kit.whole(2 ** 31 - 1), kit.whole(-(2 ** 31))]
  const furtherRatings = makeFurther(kit)
  const facets = makeFacets(kit)

  type Grouping = ReturnType<typeof facets.groupedWith>

  function meaningOf(version: number, rating: number): number {
    const name = version * 65_536 + rating
    let code = meaningCodes.get(name)
    if (code === undefined) {
      code = meanings.length
      if (code > 65_534)
        throw new Error('a survey has more ratings in more versions than the columns can tell apart')
      meaningCodes.set(name, code)
      meanings.push({ version, rating })
    }
    return code
  }

  /** Keeps what an answer is now, and gives its row; one that is counted no more leaves its row empty: -1. */
  function put(id: string, answer: Answer) {
    const [day = 0, set = 0, version = 0, rating = 0, place = 0, person = 0] = answer.cells
    const name = kit.hash(id)
    if (place === 0) {
      const row = index.find(name)
      if (row >= 0) places.set(row, 0)
      return -1
    }
    const row = index.rowOf(name)
    places.set(row, answer.further ? place | hasFurther : place)
    days.set(row, day)
    sets.set(row, set)
    meaning.set(row, meaningOf(version, rating))
    personMeaning.set(row, person === 0 ? 0 : meaningOf(version, person - 1) + 1)
    conversations.set(row, answer.conversation)
    const block = Math.floor(row / blockRows)
    first.set(block, Math.min(first.at(block), day))
    last.set(block, Math.max(last.at(block), day))
    furtherRatings.keep(row, answer.further ?? [])
    facets.keep(row, answer.facets)
    return row
  }

  /**
   * Calls `hear` with every row that was asked for: its group, the number of what its rating means, and its
   * day.
   */
  function each(
    { from, to, places: wanted, of }: Stretch,
    { groupOf, ofFacets, width }: Pick<Grouping, 'groupOf' | 'ofFacets' | 'width'>,
    hear: (row: number, group: number, code: number, day: number) => void
  ) {
    const less = of === 'person' ? 1 : 0
    const means = of === 'person' ? personMeaning : meaning
    for (let block = 0; block * blockRows < index.size(); block++) {
      if (first.at(block) > to || last.at(block) < from) continue
      const [its, ofSet, place] = [days.block(block), sets.block(block), places.block(block)]
      const [meant, theirs] = [means.block(block), ofFacets?.groups(block)]
      const start = block * blockRows
      const end = Math.min(index.size() - start, blockRows)
      for (let row = 0; row < end; row++) {
        const day = its[row] as number // within the arrays, here and below
        if (day < from || day > to || ((wanted >> ((place[row] as number) & 7)) & 1) === 0) continue
        const group = groupOf[ofSet[row] as number] as number
        const code = (meant[row] as number) - less
        if (group < 0 || code < 0) continue
        const part = theirs ? (theirs[row] as number) : 0
        if (part >= 0) hear(start + row, group * width + part, code, day)
      }
    }
  }

  /**
   * How many of each meaning in each group; and the last day of each group, where somebody wants to know
   * it. Written out, since most figures go through all answers here.
   */
  function countBy(question: Question, grouping: Grouping, latest: Int32Array | undefined) {
    const { from, to, places: wanted, of } = question
    const { groupOf, ofFacets } = grouping
    const width = meanings.length
    const counts = kit.tally(grouping.size * width)
    const { dense } = counts
    if (ofFacets || of === 'person') {
      each(question, grouping, (_row, group, code, day) => {
        counts.add(group * width + code)
        if (latest && day > (latest[group] as number)) latest[group] = day
      })
      return counts
    }
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

  /** The same by day: the days that there are, in their order, each with all groups. */
  function countByDay(question: Question, grouping: Grouping) {
    const { ratings } = question
    const many = meanings.length
    const width = grouping.size * (ratings ? many : 1)
    const there: [number, number] = [2 ** 31 - 1, -(2 ** 31)]
    for (let block = 0; block * blockRows < index.size(); block++) {
      there[0] = Math.min(there[0], first.at(block))
      there[1] = Math.max(there[1], last.at(block))
    }
    const [from, to] = [Math.max(question.from, there[0]), Math.min(question.to, there[1])]
    const counts = kit.tally(from > to ? 0 : (to - from + 1) * width)
    each({ ...question, from, to }, grouping, (_row, group, code, day) => {
      counts.add((day - from) * width + (ratings ? group * many + code : group))
    })
    return { from, counts }
  }

  /**
   * Gives the keys that groups are told under a number, in the order in which they are met. Answers with
   * several topics count once under each of them, of those that were asked for.
   */
  function numbered({ by, filters }: Question, { keyOf }: Grouping, { topicsIn }: Sets) {
    const at = by.indexOf('topic')
    const wanted = filters.topic && new Set(filters.topic)
    const keys: string[][] = []
    const numbers = new Map<string, number>()
    const known = new Map<number, readonly number[]>()
    const numberOf = (key: string[]) => {
      const name = JSON.stringify(key)
      const number = numbers.get(name) ?? keys.push(key) - 1
      numbers.set(name, number)
      return number
    }
    const numbersOf = (key: string[]) =>
      at < 0
        ? [keys.push(key) - 1]
        : topicsIn(key[at] ?? '')
            .filter((topic) => !wanted || wanted.has(topic))
            .map((topic) => numberOf(key.map((value, place) => (place === at ? topic : value))))
    return {
      keys,
      of(group: number): readonly number[] {
        const there = known.get(group)
        if (there) return there
        const made = numbersOf(keyOf(group))
        known.set(group, made)
        return made
      }
    }
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
    const grouping = facets.groupedWith(tags, question.filters, question.by)
    const { keys, of: numbersOf } = numbered(question, grouping, tags)
    const cells = kit.list()
    const tell = (key: number, code: number, count: number) => {
      for (const cell of [key, code, count]) cells.push(cell)
    }
    if (question.byDay) {
      const width = question.ratings ? meanings.length : 1
      const { from, counts } = countByDay(question, grouping)
      const [dayKeys, numbers]: [string[][], Map<string, number>] = [[], new Map()]
      counts.each((cell, count) => {
        const [pair, code] = [Math.floor(cell / width), cell % width]
        const [day, group] = [Math.floor(pair / grouping.size), pair % grouping.size]
        for (const part of numbersOf(group)) {
          const name = `${day} ${part}`
          const key = numbers.get(name) ?? dayKeys.length
          if (key === dayKeys.length) {
            numbers.set(name, key)
            dayKeys.push([String(from + day), ...(keys[part] ?? [])])
          }
          tell(key, code, count)
        }
      })
      return { keys: encoded(dayKeys), meanings: [...meanings], cells: cells.cells() }
    }
    const width = meanings.length
    const latest = question.latest ? new Int32Array(grouping.size).fill(-(2 ** 31)) : undefined
    const lastOf: number[] = []
    // Where ratings do not matter, the first one of each version stands for all of them.
    const versions = [...new Set(meanings.map(({ version }) => version))]
    const standsFor = versions.map((one) => meanings.findIndex(({ version }) => version === one))
    const codeOf = meanings.map(({ version }) => standsFor[versions.indexOf(version)] ?? 0)
    const sums = new Map<number, number>()
    countBy(question, grouping, latest).each((cell, count) => {
      const [group, code] = [Math.floor(cell / width), cell % width]
      for (const part of numbersOf(group)) {
        if (latest) lastOf[part] = Math.max(lastOf[part] ?? -(2 ** 31), latest[group] ?? 0)
        const sum = part * width + (question.ratings ? code : (codeOf[code] ?? 0))
        sums.set(sum, (sums.get(sum) ?? 0) + count)
      }
    })
    for (const [cell, sum] of [...sums].sort(([a], [b]) => a - b))
      tell(Math.floor(cell / width), cell % width, sum)
    return {
      keys: encoded(keys),
      meanings: [...meanings],
      cells: cells.cells(),
      ...(latest && { latest: Int32Array.from(lastOf) })
    }
  }

  /** Answers by how long their conversation waited. */
  function waits(question: WaitsQuestion, tags: Sets, waited: Waited) {
    const {
      bands,
      began: { from, until }
    } = question
    const width = meanings.length
    const cells = new Uint32Array((bands.length + 2) * width)
    each(question, facets.groupedWith(tags, question.filters, []), (row, _group, code) => {
      const conversation = conversations.at(row)
      if (conversation === 0) return
      const { began, wait, isExcluded } = waited(conversation - 1)
      if (!(began >= from && began < until)) return
      const band = isExcluded
        ? bands.length + 1
        : Number.isNaN(wait)
          ? bands.length
          : bands.findIndex((below) => wait < below)
      const cell = band * width + code
      cells[cell] = (cells[cell] ?? 0) + 1
    })
    return { meanings: [...meanings], cells }
  }

  /**
   * Calls `hear` with the rows that were asked for and have answers to further questions, and what their
   * ratings mean.
   */
  function eachFurther(question: OfAnswers, tags: Sets, hear: (row: number, code: number) => void) {
    each(question, facets.groupedWith(tags, question.filters, []), (row, _group, code) => {
      if ((places.at(row) & hasFurther) !== 0) hear(row, code)
    })
  }

  /** Calls `hear` with the conversations of all answers that fit. */
  function eachConversation(
    { filters, places }: Pick<OfAnswers, 'filters' | 'places'>,
    tags: Sets,
    hear: (conversation: number) => void
  ) {
    const always = { from: -(2 ** 31), to: 2 ** 31, places, of: 'outcome' } as const
    each(always, facets.groupedWith(tags, filters, []), (row) => {
      if (conversations.at(row) > 0) hear(conversations.at(row) - 1)
    })
  }

  return {
    put,
    keepAttributes: facets.keepAttributes,
    count,
    waits,
    /** Which further questions were rated how often. */
    further: (question: OfAnswers, tags: Sets) =>
      furtherRatings.counted(meanings, (hear) => eachFurther(question, tags, hear)),
    /** How further questions move with the rating. */
    moments: (question: MomentsQuestion, tags: Sets) =>
      furtherRatings.moments(question, meanings, (hear) => eachFurther(question, tags, hear)),
    eachConversation,
    size: index.size
  }
}

export type Answers = ReturnType<typeof makeAnswers>
