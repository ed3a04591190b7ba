/**
 * What keys beyond a day's new ones count as. Nobody but us can send it: a key that is sent so loses its
 * first letter.
 */
export const restKey = '~rest'

export type KeyedDimension = 'topic' | 'agent' | 'team'

export type Key = { siteId: string; dimension: KeyedDimension; key: string }

export function keyName({ dimension, key }: Pick<Key, 'dimension' | 'key'>): string {
  return `${dimension}:${key}`
}
