import { z } from 'zod'
import { limits, name, tag, text } from './terms'

/** What has names that people gave; languages and surfaces have their own. */
export const namedDimensions = ['channel', 'topic', 'agent', 'team'] as const
export type NamedDimension = (typeof namedDimensions)[number]

export const tagsQuery = z.strictObject({ site: text(40), dimension: z.enum(namedDimensions) })
const label = name.nullable().optional().meta({ description: 'what people are to read; null for what was first sent' })
const other = tag.min(1).nullable().optional()
export const labelPatch = z.strictObject({ label })
export const channelPatch = z.strictObject({
  label,
  mergedInto: other.meta({ description: 'the channel that this is another name for; null takes it back' })
})
export const topicPatch = z.strictObject({
  label,
  mergedInto: other.meta({ description: 'the topic that this is another name for: answers count under that one alone; null takes it back' }),
  under: other.meta({ description: 'the topic that this is a part of: answers count under both; null takes it back' })
})
const reference = z.object({ key: z.string(), label: z.string() }).nullable()
export const tagView = z.object({
  key: z.string(),
  label: z.string(),
  sentAs: z.string().meta({ description: 'what was first sent' }),
  mergedInto: reference,
  under: reference,
  answers: z.int().meta({ description: 'how many count under it, of all surveys and all times; of a merged one none does' }),
  lastMonth: z.string().nullable().meta({ description: 'of the latest of them, as in 2026-11' })
})
export const tagsView = z.object({ rows: z.array(tagView).max(limits.tagsListed) })
export type TagPatch = z.infer<typeof topicPatch>
export type TagView = z.infer<typeof tagView>
export type TagsView = z.infer<typeof tagsView>
