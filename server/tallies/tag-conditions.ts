import type { SQL } from 'drizzle-orm'
import { eq, inArray, or } from 'drizzle-orm'
import type { TagDimension } from '../contract/terms'
import { tagDimensions } from '../contract/terms'
import type { Database } from '../db/database'
import type { Filters } from '../tags/filters'

/**
 * What the tag set of an answer must be to fit the filters. An answer with any of several topics fits once.
 */
export function tagConditions(
  { handle, tables: { tagSet, tagSetTopic } }: Database,
  filters: Filters
): SQL[] {
  const condition = (dimension: TagDimension, values: string[]): SQL | undefined => {
    if (dimension !== 'topic') return inArray(tagSet[dimension], values)
    const having = handle
      .select({ id: tagSetTopic.tagSetId })
      .from(tagSetTopic)
      .where(inArray(tagSetTopic.topic, values))
    return or(inArray(tagSet.id, having), values.includes('') ? eq(tagSet.topics, '[]') : undefined)
  }
  const conditions = tagDimensions.flatMap((dimension) => {
    const values = filters[dimension]
    return (values && condition(dimension, [...values])) ?? []
  })
  const { claimed } = filters
  return claimed ? [...conditions, inArray(tagSet.claimed, [...claimed, 'agent,team'])] : conditions
}
