import { createHash } from 'node:crypto'

/** What figures are drawn from is in so many lots, so that a few of them are a fair sample of any period. */
export const lots = 1_024

/** The lot that goes with a name: as good as chance, and always the same. */
export function lotOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt16BE() % lots
}

/** The first so many lots, as a list that indexes are searched by. */
export function firstLots(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}
