import type { ResponseState } from '../contract/terms'
import type { ResponseRow } from '../db/rows'

/** Why an answer that nobody vouches for waits: its conversation has one that somebody vouches for. */
export const besideVouched = 'beside-vouched'

/**
 * An answer that was given again counts once. Each of those that count knows its place among them, and the
 * latest one stands for all in every count; an answer without others has no place. What the first ones or
 * all of them would have said is worked out from these places.
 */
type Place = 'first' | 'between' | 'latest' | null

type Kept = Pick<ResponseRow, 'id' | 'answeredAt' | 'state' | 'stateReason' | 'standing' | 'reviewedAt'>
export type Settled = { state: ResponseState; stateReason: string | null; place: Place }

/**
 * What becomes of the answers to one conversation, or under one signature. Vouched ones are ranked among
 * themselves and never give way to others. Beside a vouched one that counts, those that nobody vouches for
 * wait as suspect, and come back when it goes; what a person decided stays.
 */
export function settled(rows: readonly Kept[]): Map<string, Settled> {
  const isVouched = ({ standing }: Kept) => standing === 'vouched'
  const vouched = rows.filter(isVouched)
  const isBeside = vouched.some(({ state }) => state === 'counted')
  const others = rows.filter((row) => !isVouched(row)).map((row) => waiting(row, isBeside))
  const places = new Map([...placesOf(vouched), ...placesOf(others)])
  return new Map(
    [...vouched, ...others].map(({ id, state, stateReason }) => [
      id,
      { state, stateReason, place: places.get(id) ?? null }
    ])
  )
}

function waiting(row: Kept, isBeside: boolean): Kept {
  if (row.reviewedAt !== null) return row
  if (isBeside && row.state === 'counted') return { ...row, state: 'suspect', stateReason: besideVouched }
  if (!isBeside && row.state === 'suspect' && row.stateReason === besideVouched)
    return { ...row, state: 'counted', stateReason: null }
  return row
}

/**
 * Of answers at one instant the one with the larger id is the later, so that every database picks the same.
 */
function placesOf(rows: readonly Kept[]): [string, Place][] {
  const counting = rows
    .filter(({ state }) => state === 'counted')
    .sort((a, b) => a.answeredAt - b.answeredAt || (a.id < b.id ? -1 : 1))
  if (counting.length < 2) return []
  return counting.map(({ id }, index) => [
    id,
    index === 0 ? 'first' : index === counting.length - 1 ? 'latest' : 'between'
  ])
}
