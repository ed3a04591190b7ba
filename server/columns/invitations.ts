import type { makeFacets } from './facets'
import type { Kit } from './kit'
import type { Sets } from './sets'
import type { FunnelQuestion, FunnelTold, InvitationMeaning, InvitationRows } from './wire'

/**
 * The invitations to one survey: when each was made, what it was about, and what became of it. It runs in
 * the thread of the columns from the text of this very function (see thread.ts), so that nothing outside of
 * it may be used. One takes some 24 bytes, and 2 for each attribute that any of them has.
 */
export function makeInvitations(kit: Kit, parts: { makeFacets: typeof makeFacets }) {
  const { blockRows } = kit
  const cellsEach = 3
  const index = kit.rowIndex()
  // When it was made, in seconds since 1970; 0 is never.
  const [made, ofSet, meaning] = [kit.words(), kit.words(), kit.shorts()]
  const [first, last] = [kit.doubles(Infinity), kit.doubles(-Infinity)]
  const facets = parts.makeFacets(kit)
  const meanings: InvitationMeaning[] = []
  const codes = new Map<string, number>()

  /** A vendor may say whatever it likes. */
  const meaningsMax = 65_000

  function codeOf(state: string, reason: string, reached: number): number {
    const name = `${reached} ${state} ${reason}`
    const known = codes.get(name)
    if (known !== undefined) return known
    if (meanings.length >= meaningsMax && reason !== '') return codeOf(state, '', reached)
    codes.set(name, meanings.length)
    return meanings.push({ state, reason, reached }) - 1
  }

  const secondsOf = (ms: number) => Math.max(1, Math.min(2 ** 32 - 1, Math.floor(ms / 1_000)))

  function put({ ids, cells, states, reasons, attributes }: InvitationRows) {
    const places = ids.map((id, number) => {
      const at = cellsEach * number
      const [ms = NaN, set = 0, reached = 0] = [cells[at], cells[at + 1], cells[at + 2]]
      const name = kit.hash(id)
      const row = Number.isNaN(ms) ? index.find(name) : index.rowOf(name)
      if (row < 0) return -1
      if (Number.isNaN(ms)) {
        made.set(row, 0)
        return -1
      }
      made.set(row, secondsOf(ms))
      ofSet.set(row, set)
      meaning.set(row, codeOf(states[number] ?? '', reasons[number] ?? '', reached))
      const block = Math.floor(row / blockRows)
      first.set(block, Math.min(first.at(block), secondsOf(ms)))
      last.set(block, Math.max(last.at(block), secondsOf(ms)))
      return row
    })
    facets.keepAttributes(places, attributes ?? [])
  }

  /** Which of these rows are kept as something else. */
  function differing({ ids, cells, states, reasons, attributes }: InvitationRows): string[] {
    return ids.filter((id, number) => {
      const at = cellsEach * number
      const ms = cells[at] ?? NaN
      const row = index.find(kit.hash(id))
      if (row < 0 || made.at(row) === 0) return !Number.isNaN(ms)
      const code = codeOf(states[number] ?? '', reasons[number] ?? '', cells[at + 2] ?? 0)
      return (
        made.at(row) !== secondsOf(ms) ||
        ofSet.at(row) !== cells[at + 1] ||
        meaning.at(row) !== code ||
        !facets.hasAttributes(row, attributes ?? [], number)
      )
    })
  }

  function funnel({ from, until, filters, by }: FunnelQuestion, sets: Sets): FunnelTold {
    const grouping = facets.groupedWith(sets, filters, by === undefined ? [] : [by])
    const { groupOf, ofFacets, width, size } = grouping
    const counts = kit.tally(size * meanings.length)
    const [since, end] = [from / 1_000, until / 1_000]
    for (let block = 0; block * blockRows < index.size(); block++) {
      if (first.at(block) >= end || last.at(block) < since) continue
      const [its, itsSets, means] = [made.block(block), ofSet.block(block), meaning.block(block)]
      const values = ofFacets?.groups(block)
      const rows = Math.min(index.size() - block * blockRows, blockRows)
      for (let row = 0; row < rows; row++) {
        const at = its[row] as number // within the arrays, here and below
        if (at === 0 || at < since || at >= end) continue
        const group = groupOf[itsSets[row] as number] as number
        const value = values ? (values[row] as number) : 0
        if (group >= 0 && value >= 0)
          counts.add((group * width + value) * meanings.length + (means[row] as number))
      }
    }
    const cells = kit.list()
    counts.each((cell, count) => {
      for (const one of [Math.floor(cell / meanings.length), cell % meanings.length, count]) cells.push(one)
    })
    const keys = Array.from({ length: size }, (_, group) => grouping.keyOf(group)[0] ?? '')
    return { keys, meanings: [...meanings], cells: cells.cells() }
  }

  return { put, differing, funnel, size: index.size }
}

export type Invitations = ReturnType<typeof makeInvitations>
