import type { FunnelDimension } from '../contract/funnel'
import { funnelDimensions } from '../contract/funnel'
import type { InvitationTags } from './funnel-tags'

/**
 * What became of invitations is kept ready, by day and by month, whole, by each dimension and by each two of them, in the tags as
 * they were sent. A funnel over one of these cuts reads a few rows however many invitations there are; three and more dimensions are
 * answered from the tallies by tag set, of which filters by that many leave few.
 */
export const cuts: readonly (readonly FunnelDimension[])[] = [
  [],
  ...funnelDimensions.map((one) => [one]),
  ...funnelDimensions.flatMap((one, index) => funnelDimensions.slice(index + 1).map((other) => [one, other]))
]
const separator = '\u001f'

/** The kept cut of exactly these dimensions, or nothing. */
export function cutOf(needed: readonly FunnelDimension[]): readonly FunnelDimension[] | undefined {
  return cuts.find((cut) => cut.length === needed.length && cut.every((dimension) => needed.includes(dimension)))
}

export function cutName(cut: readonly FunnelDimension[]): string {
  return cut.join(' ')
}

const named = cuts.map((cut) => ({ cut, name: cutName(cut) }))

/** Under which key of which cut invitations with these tags count. */
export function keysOf(tags: InvitationTags): { cut: string; key: string }[] {
  return named.map(({ cut, name }) => ({ cut: name, key: cut.map((dimension) => tags[dimension]).join(separator) }))
}

/** The tags that a key stands for. */
export function keptIn(cut: readonly FunnelDimension[], key: string): Partial<InvitationTags> {
  const values = key.split(separator)
  return Object.fromEntries(cut.map((dimension, index) => [dimension, values[index] ?? '']))
}
