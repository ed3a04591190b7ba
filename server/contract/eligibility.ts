import { z } from 'zod'
import { invitationInput } from './invitations'

const refusals = [
  'opted-out',
  'asked-before',
  'lately',
  'dismissed-lately',
  'quiet-period',
  'frequency',
  'not-resolved',
  'not-private',
  'reply-too-short',
  'other-handler',
  'no-language',
  'not-in-share',
  'agent-cap',
  'team-cap',
  'too-late'
] as const

export const eligibilityInput = z.strictObject({
  ...invitationInput.shape,
  signature: z.string().max(128).optional().meta({
    description: 'what a page needs instead of a key: as that of an answer, and it must cover the customer'
  })
})
export const eligibilityView = z.object({
  eligible: z.boolean(),
  rule: z.enum(refusals).optional().meta({ description: 'the first rule that says no' }),
  until: z
    .string()
    .optional()
    .meta({ description: 'when that rule will say no no more; absent where no time changes it' })
})
export type EligibilityInput = z.infer<typeof eligibilityInput>
export type EligibilityView = z.infer<typeof eligibilityView>
/** Why somebody is not asked. */
export type Refusal = (typeof refusals)[number]
