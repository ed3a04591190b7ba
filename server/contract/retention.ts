import { z } from 'zod'

/** What a site may keep for a time only. What each means is said in docs/personal-data.md. */
export const retained = ['comments', 'links', 'addresses', 'deliveries', 'conversations'] as const
export type Retained = (typeof retained)[number]

const daysMin = 1
const daysMax = 3_660
const perKind = <Schema extends z.ZodType>(schema: Schema) => ({
  comments: schema,
  links: schema,
  addresses: schema,
  deliveries: schema,
  conversations: schema
})

const days = z.int().min(daysMin).max(daysMax).nullable().meta({ description: 'days; null keeps it' })
export const retentionInput = z.strictObject(perKind(days.optional()))
export const retentionQuery = z.strictObject(
  perKind(z.coerce.number().int().min(daysMin).max(daysMax).optional())
)
export const retentionView = z.object({
  days: z.object(perKind(days)),
  today: z.object(perKind(z.int())).meta({
    description:
      'how many of each would be emptied today: with the days in the address, or with those that are set'
  })
})
export type RetentionInput = z.infer<typeof retentionInput>
export type RetentionView = z.infer<typeof retentionView>
