import { z } from 'zod'
import { limits, tag, text } from './terms'

const somebody = { customer: tag.optional(), address: text(limits.tagLength).trim().optional() }

export const optOutInput = z
  .strictObject({ site: z.string(), ...somebody })
  .refine(({ customer, address }) => customer || address, {
    path: ['customer'],
    message: 'is needed, or “address”'
  })
export const optOutsQuery = z.strictObject({
  site: text(40),
  ...somebody,
  cursor: z
    .string()
    .regex(/^\d{1,15}\.opt_[A-Za-z0-9]{16}$/, 'is none of ours; begin again without it')
    .optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageRows).default(50)
})
export const optOutView = z.object({
  id: z.string(),
  kind: z.enum(['customer', 'address']),
  masked: z.string().meta({ description: 'as much of the name or the address as is kept' }),
  source: z.string().meta({ description: 'how it is known: stop, blocked, unsubscribe, api …' }),
  createdAt: z.string()
})
export const optOutsView = z.object({ rows: z.array(optOutView), next: z.string().nullable() })
export type OptOutsQuery = z.infer<typeof optOutsQuery>
export type OptOutView = z.infer<typeof optOutView>
export type OptOutsView = z.infer<typeof optOutsView>
