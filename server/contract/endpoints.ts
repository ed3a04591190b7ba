import { z } from 'zod'
import { raisedAlert } from './alerts'
import { toldDispute } from './disputes'
import { followUpRow } from './follow-ups'
import { counts } from './imports'
import { keptInvitation } from './invitations'
import { planVoicesView } from './plan-voices'
import { planView } from './plans'
import { responseView } from './responses'
import { instant, limits, name, text, webAddress } from './terms'

/** What an endpoint can be told, in the order in which it is listed. */
export const endpointEvents = [
  'response.created',
  'response.updated',
  'response.left-out',
  'response.erased',
  'follow-up.opened',
  'follow-up.updated',
  'follow-up.overdue',
  'follow-up.closed',
  'invitation.created',
  'invitation.sent',
  'invitation.opened',
  'invitation.answered',
  'invitation.unsent',
  'plan.created',
  'plan.updated',
  'plan.deleted',
  'plan.acknowledged',
  'plan.commented',
  'plan.coaching-rated',
  'dispute.raised',
  'dispute.decided',
  'dispute.withdrawn',
  'alert.raised',
  'import.done',
  'import.failed'
] as const
export type EndpointEvent = (typeof endpointEvents)[number]

const pauses = ['by-hand', 'gone', 'failing', 'nobody-answers'] as const
export type EndpointPause = (typeof pauses)[number]
export const endpointDeliveryStates = ['waiting', 'sending', 'delivered', 'failed', 'cancelled'] as const

const events = z
  .array(z.enum(endpointEvents))
  .min(1)
  .max(endpointEvents.length)
  .transform((chosen) => endpointEvents.filter((event) => chosen.includes(event)))
  .meta({ description: 'what it is told' })
const survey = text(40).nullable().meta({ description: 'of one survey only; null: of all of the site' })
const url = webAddress.meta({
  description:
    'where it is sent: https and on the Internet; into networks of your own only where whoever runs the ' +
    'server says so'
})

export const endpointInput = z.strictObject({
  site: text(40),
  url,
  events,
  name: text(limits.nameLength).trim().default(''),
  survey: survey.default(null)
})
export const endpointPatch = z.strictObject({
  url: url.optional(),
  events: events.optional(),
  name: name.optional(),
  survey: survey.optional(),
  paused: z
    .boolean()
    .optional()
    .meta({ description: 'while it is paused, what it is to be told waits for 30 days' })
})
export const endpointView = z.object({
  id: z.string(),
  site: z.string(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.enum(endpointEvents)),
  survey: z.string().nullable(),
  answersFor: z
    .object({ key: z.string(), name: z.string().nullable() })
    .meta({ description: 'who made it, or changed last where it goes; it is told what they may read' }),
  paused: z
    .object({ since: z.string(), because: z.enum(pauses) })
    .nullable()
    .meta({
      description:
        'gone: it answered 410; failing: it took nothing for 60 hours; nobody-answers: who answers ' +
        'for it may not read this any more; by-hand: somebody said so. {"paused":false} ends it'
    }),
  failingSince: z.string().nullable().meta({ description: 'since when it took nothing' }),
  formerSecretUntil: z
    .string()
    .nullable()
    .meta({ description: 'until when the secret before the last change signs, too' }),
  createdAt: z.string(),
  updatedAt: z.string()
})
export const endpointsView = z.object({ rows: z.array(endpointView) })
const secret = z.string().meta({ description: 'whsec_…, shown this once' })
export const madeEndpointView = endpointView.extend({ secret })
export const endpointSecretView = z.object({ secret, formerSecretUntil: z.string() })

export const endpointDeliveryView = z.object({
  id: z.string().meta({ description: 'the webhook-id, the same at every attempt' }),
  type: z.enum([...endpointEvents, 'endpoint.test']),
  subject: z.string().meta({
    description:
      'the id of the answer, follow-up, invitation, plan, dispute or import; of an alert with what it is about'
  }),
  survey: z.string().nullable(),
  state: z.enum(endpointDeliveryStates),
  attempts: z.int(),
  dueAt: z.string().nullable().meta({ description: 'when it is tried next' }),
  status: z.int().nullable().meta({ description: 'what the endpoint answered last; null: nothing' }),
  reason: z.string().nullable().meta({ description: 'why it was not taken, or will not be sent' }),
  answer: z.string().nullable().meta({ description: 'the beginning of what the endpoint answered last' }),
  happenedAt: z.string(),
  triedAt: z.string().nullable()
})
export const endpointDeliveriesView = z.object({
  rows: z.array(endpointDeliveryView),
  next: z.string().nullable()
})
export const endpointDeliveriesQuery = z.strictObject({
  state: z.enum(endpointDeliveryStates).optional(),
  cursor: z.string().max(200).optional().meta({ description: '`next` of the page before' })
})
export const replayInput = z.strictObject({
  since: instant.meta({ description: 'everything that happened since then is told once more' }),
  state: z
    .enum(['failed', 'delivered'])
    .optional()
    .meta({ description: 'only what was given up, or was delivered' })
})
export const replayedView = z.object({ count: z.int().meta({ description: 'how many wait to be sent' }) })

const gone = z.object({ id: z.string(), survey: z.string() })
const importTold = gone.extend({
  file: z.string(),
  state: z.enum(['done', 'failed']),
  problem: z.string().nullable(),
  counts
})

const planVoices = gone.extend({ voices: planVoicesView })

/** What is told of each event: `data` of what is sent. */
export const endpointData = {
  'response.created': responseView,
  'response.updated': responseView,
  'response.left-out': gone.extend({ state: responseView.shape.state }),
  'response.erased': gone,
  'follow-up.opened': followUpRow,
  'follow-up.updated': followUpRow,
  'follow-up.overdue': followUpRow,
  'follow-up.closed': followUpRow,
  'invitation.created': keptInvitation,
  'invitation.sent': keptInvitation,
  'invitation.opened': keptInvitation,
  'invitation.answered': keptInvitation,
  'invitation.unsent': keptInvitation,
  'plan.created': planView,
  'plan.updated': planView,
  'plan.deleted': gone,
  'plan.acknowledged': planVoices,
  'plan.commented': planVoices,
  'plan.coaching-rated': planVoices,
  'dispute.raised': toldDispute,
  'dispute.decided': toldDispute,
  'dispute.withdrawn': toldDispute,
  'alert.raised': raisedAlert,
  'import.done': importTold,
  'import.failed': importTold
} as const satisfies Record<EndpointEvent, z.ZodType>

/** What each event means, for OpenAPI. */
const endpointEventWords: Record<EndpointEvent, string> = {
  'response.created':
    'An answer came that counts, or one that was kept back counts now; imported ones are not told',
  'response.updated': 'An answer that counts was corrected, added to, or counts once more',
  'response.left-out': 'An answer does not count any more',
  'response.erased': 'What a customer wrote was erased; delete it on your side, too',
  'follow-up.opened': 'A follow-up was opened, or opened again',
  'follow-up.updated': 'A follow-up has another owner, state or root cause',
  'follow-up.overdue': 'A follow-up is overdue',
  'follow-up.closed': 'A follow-up was closed',
  'invitation.created': 'An invitation was made',
  'invitation.sent': 'An invitation was sent',
  'invitation.opened': 'A customer opened an invitation',
  'invitation.answered': 'A customer answered an invitation',
  'invitation.unsent': 'A rule or a failure kept an invitation from being sent',
  'plan.created': 'A plan was made',
  'plan.updated': 'A plan was changed',
  'plan.deleted': 'A plan was deleted',
  'plan.acknowledged': 'An agent says that they read a plan that they are in',
  'plan.commented': 'An agent commented on a plan that they are in, or took the comment back',
  'plan.coaching-rated': 'An agent rated the coaching of a plan; not told of fewer than three ratings',
  'dispute.raised': 'Somebody holds a rating to be no measure of the agent',
  'dispute.decided': 'A dispute was upheld or refused',
  'dispute.withdrawn': 'A dispute was taken back',
  'alert.raised': 'An alert found something to tell; what several alerts find is told for each',
  'import.done': 'An import is through',
  'import.failed': 'An import failed'
}

/** What is sent, as OpenAPI describes it. */
export function describedWebhooks() {
  const header = (name: string, description: string) => ({
    name,
    in: 'header' as const,
    required: true,
    description,
    schema: { type: 'string' as const }
  })
  const parameters = [
    header('webhook-id', 'the same at every attempt: what came before under the same id came twice'),
    header('webhook-timestamp', 'when this attempt was signed, in seconds'),
    header('webhook-signature', 'v1,… for each secret that is valid, parted by spaces')
  ]
  return Object.fromEntries(
    endpointEvents.map((event) => {
      const sent = z.object({
        type: z.literal(event),
        timestamp: z.iso.datetime(),
        data: endpointData[event]
      })
      const schema: object = z.toJSONSchema(sent)
      return [
        event,
        {
          post: {
            summary: endpointEventWords[event],
            parameters,
            requestBody: { content: { 'application/json': { schema } } },
            responses: { '2XX': { description: 'taken; anything else is tried again for three days' } }
          }
        }
      ]
    })
  )
}

export type EndpointInput = z.infer<typeof endpointInput>
export type EndpointPatch = z.infer<typeof endpointPatch>
export type EndpointView = z.infer<typeof endpointView>
export type EndpointsView = z.infer<typeof endpointsView>
export type MadeEndpointView = z.infer<typeof madeEndpointView>
export type EndpointDeliveryView = z.infer<typeof endpointDeliveryView>
export type EndpointDeliveriesView = z.infer<typeof endpointDeliveriesView>
export type EndpointDeliveriesQuery = z.infer<typeof endpointDeliveriesQuery>
export type ReplayInput = z.infer<typeof replayInput>
export type PlanVoicesTold = z.infer<typeof planVoices>
export type ImportTold = z.infer<typeof importTold>
