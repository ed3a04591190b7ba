import type { BusinessParts, makeBusiness } from './business'
import type { Durations } from './durations'
import type { Kit } from './kit'
import type { OfRow, Returns } from './returns'
import type { Sets } from './sets'
import type {
  ConversationRows,
  ConversationsQuestion,
  ConversationsTold,
  OfConversations,
  ServiceFigures,
  ServiceQuestion,
  TargetsAsked
} from './wire'

/**
 * What tells who came back (see returns.ts), what lies within opening hours (see business.ts), and the
 * middle of many durations (see durations.ts).
 */
type Parts = BusinessParts & {
  makeReturns: (kit: Kit, of: OfRow) => Returns
  makeBusiness: typeof makeBusiness
  figures: Durations
}

/**
 * The conversations of one site. It runs in the thread of the columns from the text of this very function
 * (see thread.ts), so that nothing outside of it may be used. One takes some 60 bytes; one that only
 * answers name, 14.
 */
export function makeConversations(kit: Kit, sets: Sets, parts: Parts) {
  const { makeReturns, makeBusiness, figures } = parts
  const { blockRows } = kit
  /** A year, as in statistics/durations.ts. */
  const longestMs = 366 * 24 * 60 * 60 * 1_000
  const cellsEach = 7
  const index = kit.rowIndex()
  const began = kit.doubles(NaN)
  const ofSet = kit.words()
  // Durations as `coded`: to the first response, to the resolution, of handling and on hold.
  const durations = [kit.words(), kit.words(), kit.words(), kit.words()]
  const solved = kit.bytes()
  const [first, last] = [kit.doubles(Infinity), kit.doubles(-Infinity)]
  const returns = makeReturns(kit, {
    began: began.at,
    set: ofSet.at,
    sets,
    one: index.one,
    other: index.other
  })
  const secondsEnd = 2 ** 25

  /**
   * In four bytes: 0 is unknown, 1 none that a clock can have measured; whole seconds, or else
   * milliseconds, of which beyond 49 days only the seconds are kept.
   */
  function coded(ms: number): number {
    if (Number.isNaN(ms)) return 0
    if (ms < 0 || ms > longestMs) return 1
    if (ms % 1_000 === 0 || ms + secondsEnd >= 2 ** 32) return 2 + Math.round(ms / 1_000)
    return secondsEnd + ms
  }

  const msOf = (code: number) => (code < secondsEnd ? (code - 2) * 1_000 : code - secondsEnd)

  const business = makeBusiness(
    kit,
    sets,
    // The first response and the resolution begin with their conversation.
    { size: index.size, began: began.at, set: ofSet.at, coded, msOf, durations: durations.slice(0, 2) },
    parts
  )

  function put({ ids, cells, customers }: ConversationRows) {
    for (const [number, id] of ids.entries()) {
      const at = cellsEach * number
      const [start = NaN, set = 0] = [cells[at], cells[at + 1]]
      const row = Number.isNaN(start) ? index.find(kit.fixedHash(id)) : index.rowOf(kit.fixedHash(id))
      if (row < 0) continue
      began.set(row, start)
      ofSet.set(row, set)
      for (const [place, column] of durations.entries()) column.set(row, coded(cells[at + 2 + place] ?? NaN))
      solved.set(row, cells[at + 6] ?? 0)
      business.touch(row)
      returns.keep(row, Number.isNaN(start) ? null : (customers[number] ?? null))
      if (Number.isNaN(start)) continue
      const block = Math.floor(row / blockRows)
      first.set(block, Math.min(first.at(block), start))
      last.set(block, Math.max(last.at(block), start))
    }
  }

  /** Which of these rows are kept as something else. */
  function differing({ ids, cells, customers }: ConversationRows): string[] {
    return ids.filter((id, number) => {
      const at = cellsEach * number
      const row = index.find(kit.fixedHash(id))
      const start = cells[at] ?? NaN
      if (row < 0 || Number.isNaN(began.at(row))) return !Number.isNaN(start)
      return (
        began.at(row) !== start ||
        ofSet.at(row) !== cells[at + 1] ||
        durations.some((column, place) => column.at(row) !== coded(cells[at + 2 + place] ?? NaN)) ||
        solved.at(row) !== cells[at + 6] ||
        !returns.isOf(row, customers[number] ?? null)
      )
    })
  }

  const [places, groups, slots] = [
    new Uint16Array(blockRows),
    new Uint32Array(blockRows),
    new Uint32Array(blockRows)
  ]

  /**
   * Calls `hear` with each block that has rows that were asked for: how many, with their places in the
   * block in `places` and their groups in `groups`. `answered`: a bit for each row that has an answer that
   * is wanted.
   */
  function each(
    { from, until }: Pick<OfConversations, 'from' | 'until'>,
    groupOf: Int32Array,
    answered: Uint8Array | undefined,
    hear: (many: number, block: number) => void
  ) {
    for (let block = 0; block * blockRows < index.size(); block++) {
      if (first.at(block) >= until || last.at(block) < from) continue
      const [starts, itsSets] = [began.block(block), ofSet.block(block)]
      const start = block * blockRows
      const end = Math.min(starts.length, index.size() - start)
      let many = 0
      for (let place = 0; place < end; place++) {
        const at = starts[place] as number // within the arrays, here and below
        if (!(at >= from && at < until)) continue
        if (answered && ((answered[(start + place) >> 3] ?? 0) & (1 << (place & 7))) === 0) continue
        const group = groupOf[itsSets[place] as number] as number
        if (group < 0) continue
        places[many] = place
        groups[many++] = group
      }
      if (many > 0) hear(many, block)
    }
  }

  function sizesOf(
    question: OfConversations,
    groupOf: Int32Array,
    many: number,
    answered: Uint8Array | undefined
  ): Uint32Array {
    const sizes = new Uint32Array(many)
    each(question, groupOf, answered, (many) => {
      for (let one = 0; one < many; one++) (sizes[groups[one] as number] as number)++
    })
    return sizes
  }

  function count(question: ConversationsQuestion, answered: Uint8Array | undefined): ConversationsTold {
    const { groupOf, keys } = sets.grouped(question.filters, [question.by])
    const sizes = sizesOf(question, groupOf, keys.length, answered)
    const sums = new Map<string, number>()
    for (const [group, [value = '']] of keys.entries()) {
      if (sizes[group] === 0) continue
      const its = question.by === 'topic' ? sets.topicsIn(value) : [value]
      for (const key of its) sums.set(key, (sums.get(key) ?? 0) + (sizes[group] ?? 0))
    }
    return { keys: [...sums.keys()], counts: [...sums.values()] }
  }

  function service(question: ServiceQuestion, answered: Uint8Array | undefined): ServiceFigures[] {
    const { by, rows, hours } = question
    const told = tagsOfTargets(question)
    const place = by === undefined ? -1 : told.indexOf(by)
    const asked = by === undefined || place >= 0 ? told : [...told, by]
    const { groupOf, keys } = sets.grouped(question.filters, asked)
    const outcomes = outcomesIn(question, groupOf, keys.length, answered)
    const { sizes } = outcomes
    const starts = new Uint32Array(keys.length + 1)
    for (const [group, size] of sizes.entries()) starts[group + 1] = (starts[group] ?? 0) + size
    const groupsOf = groupsOfRows(keys, by, asked.indexOf(by ?? ''), rows)
    const goals = goalsOf(question.targets, told, keys)
    const [frt, ttr, ...others] = durations
    // Always open, the same durations need not be told twice.
    const within = hours ? business.columns(hours) : []
    const columns = [frt, ttr, ...within, ...others].flatMap((column) => column ?? [])
    const which = [0, 1, ...within.map((_, goal) => goal)]
    const found = collected(
      question,
      { groupOf, starts, answered },
      columns.map((column, number) => ({ column, goalOf: goals[which[number] ?? -1] }))
    ).map(({ codes, ...met }) => ({ figures: figures(codes, starts, groupsOf, msOf), met }))
    const inOrder = hours ? found : [...found.slice(0, 2), ...found]
    return groupsOf.map((its, row): ServiceFigures => {
      const sum = (numbers: Uint32Array) => its.reduce((all, group) => all + (numbers[group] ?? 0), 0)
      const { asked, solved, back, resolved, pending } = outcomes
      const metOf = (goal: number, place: number) => {
        const hasGoal = its.some(
          (group) => (sizes[group] ?? 0) > 0 && !Number.isNaN(goals[goal]?.[group] ?? NaN)
        )
        const met = inOrder[place]?.met
        return hasGoal && met ? { part: sum(met.part), count: sum(met.count) } : null
      }
      return {
        conversations: sum(sizes),
        durations: inOrder.flatMap(({ figures }) => figures[row] ?? []),
        asked: { part: sum(solved), count: sum(asked) },
        seen: { part: sum(resolved), count: sum(back), pending: sum(pending) },
        met: [metOf(0, 0), metOf(1, 1), metOf(0, 2), metOf(1, 3)]
      }
    })
  }

  /** By what targets are told: channels always, and what else has one. */
  function tagsOfTargets({ targets }: Pick<ServiceQuestion, 'targets'>): string[] {
    const more = (['topic', 'team'] as const).filter((name) => Object.keys(targets[name]).length > 0)
    return [...more, 'channel']
  }

  /** The milliseconds of each group to the first response and to the resolution; NaN where there is no goal. */
  function goalsOf(
    targets: TargetsAsked,
    tags: readonly string[],
    keys: readonly string[][]
  ): Float64Array[] {
    const goalOf = (key: readonly string[], goal: number) => {
      for (const [place, tag] of tags.entries()) {
        const ofTag: TargetsAsked[keyof TargetsAsked] = targets[tag as keyof TargetsAsked] // by tagsOfTargets
        const values = tag === 'topic' ? sets.topicsIn(key[place] ?? '') : [key[place] ?? '']
        const its = values.flatMap((value) =>
          Object.hasOwn(ofTag, value) ? (ofTag[value]?.[goal] ?? []) : []
        )
        const known = its.filter((seconds) => !Number.isNaN(seconds))
        if (known.length > 0) return 1_000 * Math.min(...known)
      }
      return NaN
    }
    return [0, 1].map((goal) => Float64Array.from(keys, (key) => goalOf(key, goal)))
  }

  /** The groups of all, and of each row. */
  function groupsOfRows(
    keys: readonly string[][],
    by: string | undefined,
    place: number,
    rows: ServiceQuestion['rows']
  ): number[][] {
    const rowsOf = new Map<string, number[]>()
    for (const [number, values] of rows.entries()) {
      for (const value of values) rowsOf.set(value, [...(rowsOf.get(value) ?? []), number + 1])
    }
    const groupsOf: number[][] = Array.from({ length: rows.length + 1 }, () => [])
    for (const [group, key] of keys.entries()) {
      const value = key[place] ?? ''
      const values = by === undefined ? [] : by === 'topic' ? sets.topicsIn(value) : [value]
      for (const row of new Set([0, ...values.flatMap((one) => rowsOf.get(one) ?? [])]))
        groupsOf[row]?.push(group)
    }
    return groupsOf
  }

  /** Of each group: how many there are, who was asked whether all was solved, and who came back. */
  function outcomesIn(
    question: ServiceQuestion,
    groupOf: Int32Array,
    many: number,
    answered: Uint8Array | undefined
  ) {
    const { windowMs, now } = question
    const seen = returns.within(windowMs)
    const sums = () => new Uint32Array(many)
    const told = {
      sizes: sums(),
      asked: sums(),
      solved: sums(),
      back: sums(),
      resolved: sums(),
      pending: sums()
    }
    const { sizes, asked, solved: solvedOnes, back, resolved, pending } = told
    each(question, groupOf, answered, (many, block) => {
      const [said, starts] = [solved.block(block), began.block(block)]
      const [firsts, done] = [seen.firsts.block(block), seen.resolved.block(block)]
      for (let one = 0; one < many; one++) {
        const [place, group] = [places[one] as number, groups[one] as number]
        ;(sizes[group] as number)++
        // A block is shorter where nothing is known of its last rows.
        const its = said[place] ?? 0
        if (its > 0) (asked[group] as number)++
        if (its === 2) (solvedOnes[group] as number)++
        const matters = firsts[place] ?? 0
        if (matters === 0) continue
        if ((starts[place] as number) + windowMs > now) pending[group] = (pending[group] as number) + matters
        else {
          back[group] = (back[group] as number) + matters
          resolved[group] = (resolved[group] as number) + (done[place] ?? 0)
        }
      }
    })
    return told
  }

  /** Where the rows of each group begin, and a bit for each row that has an answer that is wanted. */
  type Wanted = { groupOf: Int32Array; starts: Uint32Array; answered: Uint8Array | undefined }

  /** A column of durations, and the goal of each group in ms, NaN where it has none. */
  type Measured = { column: (typeof durations)[number]; goalOf: Float64Array | undefined }

  /** What columns of durations hold, group after group, and how many of each group met its goal. */
  function collected(
    question: ServiceQuestion,
    { groupOf, starts, answered }: Wanted,
    measured: readonly Measured[]
  ) {
    const many = starts.length - 1
    const next = starts.slice()
    const told = measured.map(({ column, goalOf }) => {
      return {
        column,
        goalOf: goalOf?.some((goal) => !Number.isNaN(goal)) ? goalOf : undefined,
        codes: new Uint32Array(starts[many] ?? 0),
        part: new Uint32Array(many),
        count: new Uint32Array(many)
      }
    })
    each(question, groupOf, answered, (many, block) => {
      for (let one = 0; one < many; one++) slots[one] = (next[groups[one] as number] as number)++
      for (const { column, goalOf, codes, part, count } of told) {
        const its = column.filled(block)
        // What nobody knows anything of is 0 already.
        if (!its) continue
        for (let one = 0; one < many; one++) codes[slots[one] as number] = its[places[one] as number] ?? 0
        if (!goalOf) continue
        for (let one = 0; one < many; one++) {
          const code = codes[slots[one] as number] as number
          const goal = goalOf[groups[one] as number] as number
          if (code < 2 || Number.isNaN(goal)) continue
          ;(count[groups[one] as number] as number)++
          if (msOf(code) <= goal) (part[groups[one] as number] as number)++
        }
      }
    })
    return told
  }

  return {
    put,
    differing,
    count,
    service,
    /** The topics count as something else now. */
    forgetTopics: returns.forget,
    size: index.size,
    /** The row of a conversation that an answer names, whether anything is known of it or not. */
    rowOf: (id: string) => index.rowOf(kit.fixedHash(id)),
    waited(row: number) {
      const code = durations[0]?.at(row) ?? 0
      return { began: began.at(row), wait: code < 2 ? NaN : msOf(code), isExcluded: code === 1 }
    }
  }
}

export type Conversations = ReturnType<typeof makeConversations>
