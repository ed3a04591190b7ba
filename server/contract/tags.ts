import { z } from 'zod'
import { day, limits, name, tag, text } from './terms'

/** What has names that people gave; languages and surfaces have their own. */
export const namedDimensions = ['channel', 'topic', 'agent', 'team'] as const
export type NamedDimension = (typeof namedDimensions)[number]

export const tagsQuery = z.strictObject({ site: text(40), dimension: z.enum(namedDimensions) })
const label = name
  .nullable()
  .optional()
  .meta({ description: 'what people are to read; null for what was first sent' })
const other = tag.min(1).nullable().optional()
export const personPatch = z.strictObject({
  label,
  mergedInto: other.meta({
    description:
      'the agent or team that this is another name for: answers count under that one alone; null takes it back'
  })
})
export const channelPatch = z.strictObject({
  label,
  mergedInto: other.meta({ description: 'the channel that this is another name for; null takes it back' })
})
export const topicPatch = z.strictObject({
  label,
  mergedInto: other.meta({
    description:
      'the topic that this is another name for: answers count under that one alone; null takes it back'
  }),
  under: other.meta({
    description: 'the topic that this is a part of: answers count under both; null takes it back'
  })
})
const reference = z.object({ key: z.string(), label: z.string() }).nullable()
export const tagView = z.object({
  key: z.string(),
  label: z.string(),
  sentAs: z.string().meta({ description: 'what was first sent' }),
  mergedInto: reference,
  under: reference,
  answers: z.int().meta({
    description: 'how many count under it, of all surveys and all times; of a merged one none does'
  }),
  lastMonth: z.string().nullable().meta({ description: 'of the latest of them, as in 2026-11' })
})
export const tagsView = z.object({ rows: z.array(tagView).max(limits.tagsListed) })
/** Names that pages brought: of topics, agents and teams, since pages may not name channels. */
const keyed = z.enum(['topic', 'agent', 'team'])
export const waitingKeysQuery = z.strictObject({ site: text(40), dimension: keyed })
export const waitingKeysView = z.object({
  waiting: z.int().meta({ description: 'how many keys count as “~rest” until they are accepted' }),
  waitingOf: z
    .object({ topic: z.int(), agent: z.int(), team: z.int() })
    .meta({ description: 'the same for each dimension' }),
  rows: z
    .array(z.object({ key: z.string(), answers: z.int() }))
    .meta({ description: 'those with the most answers first, 200 at most' }),
  brought: z.array(z.object({ firstOn: z.string(), names: z.int(), keys: z.array(z.string()) })).meta({
    description:
      'the names that pages brought and that count, by the day (UTC) on which they first ' +
      'came, the latest first; 20 names of each'
  }),
  removed: z.int().meta({ description: 'how many names were taken out' }),
  removedKeys: z.array(z.string()).meta({ description: '200 of them at most' })
})
const keys = z.array(text(limits.tagLength).min(1)).min(1).max(1_000).optional()
const all = z
  .literal(true)
  .optional()
  .meta({ description: 'all that wait, some hundreds at a time: ask again while “left” is not 0' })
const firstOn = day.optional().meta({
  description:
    'all that pages first brought on this day, some hundreds at a time: ask again while “left” is not 0'
})
const oneOfThem = (input: Record<string, unknown>) =>
  ['keys', 'all', 'firstOn'].filter((field) => input[field] !== undefined).length === 1
export const acceptInput = z
  .strictObject({ site: text(40), dimension: keyed, keys, all })
  .refine(oneOfThem, 'needs either “keys” or “all”')
export const removeInput = z
  .strictObject({ site: text(40), dimension: keyed, keys, all, firstOn })
  .refine(oneOfThem, 'needs one of “keys”, “all” and “firstOn”')
export const keysChanged = z.object({
  sets: z.int().meta({ description: 'how many combinations of tags count as something else now' }),
  keys: z.array(z.string()).meta({ description: 'the names that were changed' }),
  left: z.int().meta({ description: 'how many are still to be changed: ask again' })
})
export type WaitingKeysView = z.infer<typeof waitingKeysView>
export type KeysInput = z.infer<typeof removeInput>
export type KeysChanged = z.infer<typeof keysChanged>
export type TagPatch = z.infer<typeof topicPatch>
export type TagView = z.infer<typeof tagView>
export type TagsView = z.infer<typeof tagsView>
