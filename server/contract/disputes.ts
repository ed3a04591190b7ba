import { z } from 'zod'
import { several } from './figures'
import { responseView } from './responses'
import { limits, tag, text } from './terms'

/** Why a rating is no measure of the agent. */
const disputeCauses = ['process', 'product', 'policy', 'wait', 'tool', 'not-mine'] as const
const disputeStates = ['open', 'upheld', 'refused', 'withdrawn'] as const

const why = text(limits.reasonLength).trim().min(1)
const actor = z.object({ key: z.string(), name: z.string().nullable() })

export const disputeInput = z.strictObject({
  survey: text(40),
  answer: text(limits.tagLength).meta({ description: 'the id of an answer' }),
  cause: z.enum(disputeCauses).meta({
    description: 'what it lay in instead; not-mine: the conversation was somebody else’s'
  }),
  why
})
export const disputeDecision = z.strictObject({
  decision: z.enum(['upheld', 'refused']),
  reason: why
})
export const disputesQuery = z.strictObject({
  site: text(40),
  survey: text(40).optional(),
  answer: text(limits.tagLength).optional().meta({ description: 'the id of an answer' }),
  state: several(z.enum(disputeStates)),
  agent: several(tag),
  cursor: text(200).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageRows).default(50)
})
export const disputeView = z.object({
  id: z.string(),
  site: z.string(),
  survey: z.object({ id: z.string(), name: z.string() }),
  answer: responseView.nullable().meta({
    description: 'null where the answer is no longer among those that the caller may see'
  }),
  agent: z.object({ key: z.string(), label: z.string() }),
  cause: z.enum(disputeCauses),
  why: z.string().nullable().meta({ description: 'null where the answer was erased since' }),
  state: z.enum(disputeStates),
  raisedBy: actor,
  raisedAt: z.string(),
  decidedBy: actor.nullable(),
  decidedAt: z.string().nullable(),
  reason: z.string().nullable(),
  mayDecide: z.boolean().meta({ description: 'whether whoever asks may decide on it' }),
  mayWithdraw: z.boolean()
})
/** What an endpoint is told of one. */
export const toldDispute = disputeView.omit({ mayDecide: true, mayWithdraw: true })
export const disputesView = z.object({
  rows: z.array(disputeView).meta({ description: 'the latest first' }),
  next: z.string().nullable(),
  total: z.int().nullable().meta({ description: 'how many there are on all pages; told with the first one' })
})
export type DisputeInput = z.infer<typeof disputeInput>
export type DisputeDecision = z.infer<typeof disputeDecision>
export type DisputesQuery = z.infer<typeof disputesQuery>
export type DisputeView = z.infer<typeof disputeView>
export type ToldDispute = z.infer<typeof toldDispute>
export type DisputesView = z.infer<typeof disputesView>
