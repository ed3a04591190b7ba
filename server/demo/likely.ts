/** Whether a customer was content, and how likely that was, as a chance from 0 to 1. */
export type Content = { isContent: boolean; chance: number }

/**
 * How likely something is of a contact of which it is known whether the customer was content: its `usual` share, more
 * where it fits what came out. So it can be thrown afterwards, and changes nobody's answer. `effect` is on the
 * log-odds of a content customer, as in world.ts.
 */
export function likely({ isContent, chance }: Content, usual: number, effect: number): number {
  const odds = (chance / (1 - chance)) * Math.exp(effect)
  return usual * (isContent ? odds / (1 + odds) : 1 / (1 + odds))
}
