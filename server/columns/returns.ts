import type { Kit } from './kit'
import type { Sets } from './sets'

export type OfRow = {
  sets: Sets
  began(row: number): number
  set(row: number): number
  one(row: number): number
  other(row: number): number
}

/**
 * Whether customers came back, as statistics/contacts.ts says it: a first contact has none of the same
 * customer and topic within the window before it, and is resolved when none follows within the window after
 * it. Who comes back about another matter does not come back. It runs in the thread of the columns from the
 * text of this very function (see thread.ts), so that nothing outside of it may be used.
 */
export function makeReturns(kit: Kit, { began, set, sets, one, other }: OfRow) {
  /** So many windows are kept ready, whatever is asked. */
  const windowsMax = 4
  const fewRows = 16
  /** Of more customers than that who got in touch since, all are looked at again. */
  const staleMax = 100_000
  const index = kit.rowIndex()
  const [customerOf, nextOf, firstOf] = [kit.words(), kit.words(), kit.words()]
  type Window = {
    firsts: ReturnType<Kit['bytes']>
    resolved: ReturnType<Kit['bytes']>
    stale: Set<number> | 'all'
  }
  const windows = new Map<number, Window>()

  function touch(customer: number) {
    for (const window of windows.values()) {
      if (window.stale !== 'all') window.stale.add(customer)
      if (window.stale !== 'all' && window.stale.size > staleMax) window.stale = 'all'
    }
  }

  /** Keeps whose conversation it is; called whenever anything of the row is another. */
  function keep(row: number, name: string | null) {
    const was = customerOf.at(row)
    const is = name === null ? 0 : index.rowOf(kit.hash(name)) + 1
    if (was !== is) {
      if (was > 0) {
        takeOut(was, row)
        touch(was)
        for (const { firsts, resolved } of windows.values()) {
          firsts.set(row, 0)
          resolved.set(row, 0)
        }
      }
      if (is > 0) {
        nextOf.set(row, firstOf.at(is))
        firstOf.set(is, row + 1)
      }
      customerOf.set(row, is)
    }
    if (is > 0) touch(is)
  }

  function takeOut(customer: number, row: number) {
    let before = 0
    for (let at = firstOf.at(customer); at > 0; before = at, at = nextOf.at(at - 1)) {
      if (at !== row + 1) continue
      if (before === 0) firstOf.set(customer, nextOf.at(row))
      else nextOf.set(before - 1, nextOf.at(row))
      nextOf.set(row, 0)
      return
    }
  }

  /**
   * Of two at the same instant, as in files that know the day only, one is the earlier: the same one
   * everywhere.
   */
  const inOrder = (a: number, b: number) => began(a) - began(b) || one(a) - one(b) || other(a) - other(b)

  function judge(customer: number, windowMs: number, window: Window) {
    const { firsts, resolved } = window
    const only = firstOf.at(customer) - 1
    if (only < 0) return
    if (nextOf.at(only) === 0) {
      const topics = Math.min(255, sets.topicNumbers(set(only)).length)
      firsts.set(only, topics)
      resolved.set(only, topics)
      return
    }
    const rows: number[] = []
    for (let at = firstOf.at(customer); at > 0; at = nextOf.at(at - 1)) rows.push(at - 1)
    rows.sort(inOrder)
    if (rows.length <= fewRows) return judgeFew(rows, windowMs, window)
    const before = new Map<number, number>()
    const isFirst: boolean[] = []
    for (const row of rows) {
      let count = 0
      for (const topic of sets.topicNumbers(set(row))) {
        const first = !(began(row) - (before.get(topic) ?? -Infinity) <= windowMs)
        isFirst.push(first)
        if (first) count++
        before.set(topic, began(row))
      }
      firsts.set(row, Math.min(255, count))
    }
    const after = new Map<number, number>()
    let place = isFirst.length
    for (const row of rows.reverse()) {
      const topics = sets.topicNumbers(set(row))
      place -= topics.length
      let count = 0
      for (const [number, topic] of topics.entries()) {
        if (isFirst[place + number] && (after.get(topic) ?? Infinity) - began(row) > windowMs) count++
        after.set(topic, began(row))
      }
      resolved.set(row, Math.min(255, count))
    }
  }

  /** The same of a few rows in their order, as most customers have. */
  function judgeFew(rows: readonly number[], windowMs: number, { firsts, resolved }: Window) {
    for (const [place, row] of rows.entries()) {
      const at = began(row)
      let [first, done] = [0, 0]
      for (const topic of sets.topicNumbers(set(row))) {
        let isFirst = true
        for (let other = place - 1; other >= 0 && at - began(rows[other] as number) <= windowMs; other--) {
          if (sets.topicNumbers(set(rows[other] as number)).includes(topic)) isFirst = false
        }
        if (!isFirst) continue
        first++
        let isDone = true
        for (
          let other = place + 1;
          other < rows.length && began(rows[other] as number) - at <= windowMs;
          other++
        ) {
          if (sets.topicNumbers(set(rows[other] as number)).includes(topic)) isDone = false
        }
        if (isDone) done++
      }
      firsts.set(row, Math.min(255, first))
      resolved.set(row, Math.min(255, done))
    }
  }

  /** About how many matters each conversation was the first contact, and how many of these it resolved. */
  function within(windowMs: number) {
    let window = windows.get(windowMs)
    if (!window) {
      const [oldest] = windows.keys()
      if (windows.size >= windowsMax && oldest !== undefined) windows.delete(oldest)
      windows.set(windowMs, (window = { firsts: kit.bytes(), resolved: kit.bytes(), stale: 'all' }))
    }
    const { stale } = window
    const many = index.size()
    if (stale === 'all')
      for (let customer = 1; customer <= many; customer++) judge(customer, windowMs, window)
    else for (const customer of stale) judge(customer, windowMs, window)
    window.stale = new Set()
    return { firsts: window.firsts, resolved: window.resolved }
  }

  return {
    keep,
    /** Topics count as something else. */
    forget: () => windows.clear(),
    isOf: (row: number, name: string | null) =>
      customerOf.at(row) === (name === null ? 0 : index.find(kit.hash(name)) + 1),
    within
  }
}

export type Returns = ReturnType<typeof makeReturns>
