import type { Durations } from './durations'
import type { Kit } from './kit'
import type { OfRow, Returns } from './returns'
import type { Sets } from './sets'
import type { ConversationRows, ConversationsQuestion, ConversationsTold, OfConversations, ServiceFigures, ServiceQuestion } from './wire'

/** What tells who came back (see returns.ts), and the middle of many durations (see durations.ts). */
type Parts = { makeReturns: (kit: Kit, of: OfRow) => Returns; figures: Durations }

/**
 * The conversations of one site. It runs in the thread of the columns from the text of this very function (see thread.ts), so that
 * nothing outside of it may be used. One takes some 60 bytes; one that only answers name, 14.
 */
export function makeConversations(kit: Kit, sets: Sets, { makeReturns, figures }: Parts) {
  const { blockRows } = kit
  /** A year, as in scores/durations.ts. */
  const longestMs = 366 * 24 * 60 * 60 * 1_000
  const cellsEach = 7
  const index = kit.rowIndex()
  const began = kit.doubles(NaN)
  const ofSet = kit.words()
  // Durations as `coded`: to the first response, to the resolution, of handling and on hold.
  const durations = [kit.words(), kit.words(), kit.words(), kit.words()]
  const solved = kit.bytes()
  const [first, last] = [kit.doubles(Infinity), kit.doubles(-Infinity)]
  const returns = makeReturns(kit, { began: began.at, set: ofSet.at, sets, one: index.one, other: index.other })
  const secondsEnd = 2 ** 25

  /** In four bytes: 0 is unknown, 1 none that a clock can have measured; whole seconds, or else milliseconds, of which beyond 49 days only the seconds are kept. */
  function coded(ms: number): number {
    if (Number.isNaN(ms)) return 0
    if (ms < 0 || ms > longestMs) return 1
    if (ms % 1_000 === 0 || ms + secondsEnd >= 2 ** 32) return 2 + Math.round(ms / 1_000)
    return secondsEnd + ms
  }

  const msOf = (code: number) => (code < secondsEnd ? (code - 2) * 1_000 : code - secondsEnd)

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

  /** Calls `hear` with every row that was asked for. `answered`: a bit for each row that has an answer that is wanted. */
  function each({ from, until }: Pick<OfConversations, 'from' | 'until'>, groupOf: Int32Array, answered: Uint8Array | undefined, hear: (row: number, group: number) => void) {
    for (let block = 0; block * blockRows < index.size(); block++) {
      if (first.at(block) >= until || last.at(block) < from) continue
      const [starts, itsSets] = [began.block(block), ofSet.block(block)]
      const start = block * blockRows
      const end = Math.min(starts.length, index.size() - start)
      for (let place = 0; place < end; place++) {
        const at = starts[place] as number // within the array
        if (!(at >= from && at < until)) continue
        if (answered && ((answered[(start + place) >> 3] ?? 0) & (1 << (place & 7))) === 0) continue
        const group = groupOf[itsSets[place] as number] ?? -1
        if (group >= 0) hear(start + place, group)
      }
    }
  }

  function count(question: ConversationsQuestion, answered: Uint8Array | undefined): ConversationsTold {
    const { groupOf, keys } = sets.grouped(question.filters, [question.by])
    const counts = new Uint32Array(keys.length)
    each(question, groupOf, answered, (_row, group) => {
      counts[group] = (counts[group] ?? 0) + 1
    })
    const sums = new Map<string, number>()
    for (const [group, [value = '']] of keys.entries()) {
      if (counts[group] === 0) continue
      for (const key of question.by === 'topic' ? sets.topicsIn(value) : [value]) sums.set(key, (sums.get(key) ?? 0) + (counts[group] ?? 0))
    }
    return { keys: [...sums.keys()], counts: [...sums.values()] }
  }

  function service(question: ServiceQuestion, answered: Uint8Array | undefined): ServiceFigures[] {
    const { by, rows, windowMs, now, targets } = question
    // Channels tell the targets, whatever else is asked for.
    const { groupOf, keys } = sets.grouped(question.filters, ['channel', ...(by && by !== 'channel' ? [by] : [])])
    const rowsOf = new Map<string, number[]>()
    for (const [number, values] of rows.entries()) for (const value of values) rowsOf.set(value, [...(rowsOf.get(value) ?? []), number + 1])
    const parts = keys.map((key) => {
      const value = by === undefined ? undefined : by === 'channel' ? key[0] : key[1]
      const values = value === undefined ? [] : by === 'topic' ? sets.topicsIn(value) : [value]
      return [...new Set([0, ...values.flatMap((one) => rowsOf.get(one) ?? [])])]
    })
    // How many conversations each group has, and where its part of what is collected begins.
    const sizes = new Uint32Array(keys.length)
    each(question, groupOf, answered, (_row, group) => {
      sizes[group] = (sizes[group] ?? 0) + 1
    })
    const starts = new Uint32Array(keys.length + 1)
    for (const [group, size] of sizes.entries()) starts[group + 1] = (starts[group] ?? 0) + size
    const found = new Uint32Array(starts[keys.length] ?? 0)
    const next = starts.slice()
    each(question, groupOf, answered, (row, group) => {
      const place = next[group] ?? 0
      found[place] = row
      next[group] = place + 1
    })
    const seen = returns.within(windowMs)
    const told = ['', ...rows].map((): ServiceFigures => ({
      conversations: 0,
      durations: [],
      asked: { part: 0, count: 0 },
      seen: { part: 0, count: 0, pending: 0 },
      met: [null, null]
    }))
    for (const [group, size] of sizes.entries()) {
      const [asked, back] = [{ part: 0, count: 0 }, { part: 0, count: 0, pending: 0 }]
      const goals = targets[keys[group]?.[0] ?? '']
      const met = (goals ?? [NaN, NaN]).map((goal) => (Number.isNaN(goal) ? null : { part: 0, count: 0 }))
      for (let place = starts[group] ?? 0; place < (starts[group + 1] ?? 0); place++) {
        const row = found[place] as number // within the array
        const said = solved.at(row)
        if (said > 0) asked.count++
        if (said === 2) asked.part++
        const firsts = seen.firsts(row)
        if (firsts > 0) {
          if (began.at(row) + windowMs > now) back.pending += firsts
          else {
            back.count += firsts
            back.part += seen.resolved(row)
          }
        }
        for (const [which, one] of met.entries()) {
          const code = one ? (durations[which]?.at(row) ?? 0) : 0
          if (!one || code < 2) continue
          one.count++
          if (msOf(code) <= 1_000 * (goals?.[which] ?? NaN)) one.part++
        }
      }
      for (const part of size > 0 ? (parts[group] ?? []) : []) {
        const sum = told[part]
        if (!sum) continue
        sum.conversations += size
        sum.asked.part += asked.part
        sum.asked.count += asked.count
        sum.seen.part += back.part
        sum.seen.count += back.count
        sum.seen.pending += back.pending
        sum.met = sum.met.map((was, which) => {
          const more = met[which]
          return more ? { part: (was?.part ?? 0) + more.part, count: (was?.count ?? 0) + more.count } : was
        })
      }
    }
    const groupsOf: number[][] = told.map(() => [])
    for (const [group, its] of parts.entries()) for (const part of its) groupsOf[part]?.push(group)
    const collected = new Float64Array(found.length)
    for (const column of durations) {
      // NaN is unknown, below zero is none that a clock can have measured.
      for (const [place, row] of found.entries()) {
        const code = column.at(row)
        collected[place] = code === 0 ? NaN : code === 1 ? -1 : msOf(code)
      }
      for (const [part, groups] of groupsOf.entries()) {
        const stretches = groups.map((group) => collected.subarray(starts[group] ?? 0, starts[group + 1] ?? 0))
        told[part]?.durations.push(figures(stretches))
      }
    }
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
