import { z } from 'zod'
import { periodView, several, tagQuery } from './figures'
import { responseView } from './responses'
import { day, limits, name, roles, tag, text, whoHandled } from './terms'

export const followUpStates = ['open', 'in-progress', 'waiting', 'closed'] as const
/** Where the root of it lies. */
export const natures = ['process', 'product', 'policy', 'waiting-time', 'tool', 'person', 'customer'] as const
const severities = ['low', 'medium', 'high'] as const
const endings = ['done', 'corrected', 'excluded', 'erased'] as const

/** Why a customer cannot be answered from here. */
export const hindrances = {
  erased: 'the answer was erased',
  'opted-out': 'they asked to be left alone',
  'left-out': 'the answer does not count any more',
  'no-consent': 'they said that they may not be contacted',
  'no-way': 'nothing was sent to them from here, and no mail address of theirs is known',
  'no-address': 'their address is not known any more, or is none',
  'connector-missing':
    'the connector that asked them is not there any more, or its secrets have to be entered again',
  'channel-cannot': 'what asked them takes no text from us',
  'window-closed': 'they last wrote so long ago that the channel takes no message in one’s own words any more'
} as const
export type Hindrance = keyof typeof hindrances
const hindranceCodes = Object.keys(hindrances) as [Hindrance, ...Hindrance[]]

const words = text(limits.commentLength).trim().min(1)
const keys = z.array(tag.min(1)).max(limits.topics).default([])
const person = z.object({ id: z.string(), name: z.string() })
const member = person.extend({ role: z.enum(roles) })

const when = z
  .strictObject({
    rating: z
      .enum(['unsatisfied', 'any'])
      .default('unsatisfied')
      .meta({ description: 'unsatisfied: by what the survey counted as satisfied when it was answered' }),
    atMost: z.number().nullable().default(null).meta({
      description: 'only ratings up to this one; at least this one where lower is better'
    }),
    reasons: keys,
    solved: z
      .array(z.enum(['yes', 'not-yet', 'no']))
      .max(3)
      .default([]),
    commented: z.boolean().default(false).meta({ description: 'only with a comment' }),
    contact: z.boolean().default(false).meta({ description: 'only where the customer may be contacted' }),
    channels: keys,
    handlers: z.array(z.enum(whoHandled)).max(whoHandled.length).default([]),
    topics: keys,
    teams: keys
  })
  .meta({ description: 'all of it must be so; of a list any. What is left out makes no difference' })
const owner = z
  .strictObject({
    by: z.enum(['queue', 'member', 'turn', 'lead']),
    members: z.array(text(60)).max(limits.followUpPeople).default([])
  })
  .refine(({ by, members }) => by !== 'member' || members.length === 1, {
    path: ['members'],
    message: 'must name one member'
  })
  .refine(({ by, members }) => by !== 'turn' || members.length > 0, {
    path: ['members'],
    message: 'must name the members who take turns'
  })
  .meta({
    description:
      'queue: nobody; member: this one; turn: these in turn; lead: those who lead the team of the answer, in turn. ' +
      'Where nobody of them may see the answer, it waits in the queue'
  })
const ruleInput = z.strictObject({
  id: text(40).optional().meta({ description: 'of a rule that is there already' }),
  name,
  survey: text(40).nullable().default(null).meta({ description: 'of every survey where it is null' }),
  when: when.prefault({}),
  owner: owner.prefault({ by: 'queue' }),
  dueHours: z
    .number()
    .min(0.25)
    .max(limits.followUpHours)
    .meta({ description: 'opening hours from the opening until it is due' })
})
export const followUpRulesInput = z.strictObject({
  rules: z
    .array(ruleInput)
    .max(limits.followUpRules)
    .meta({ description: 'the first that fits opens the follow-up' }),
  escalateTo: text(60).nullable().default(null).meta({
    description: 'the member who is shown what is overdue'
  }),
  askAgainDays: z.int().min(0).max(limits.askAgainDays).nullable().default(null).meta({
    description: 'so many days after a follow-up is closed its customer is asked once more; null: never'
  })
})
const ruleView = ruleInput.extend({
  id: z.string(),
  since: z.string().meta({ description: 'it opens follow-ups of answers that were given from then on' })
})
export const followUpRulesView = z.object({
  rules: z.array(ruleView),
  escalateTo: z.string().nullable(),
  askAgainDays: z.int().nullable(),
  members: z.array(member).meta({ description: 'who may own a follow-up' })
})
export const rulesPreviewView = z.object({
  days: z.int(),
  answers: z.int().meta({ description: 'that counted in these days' }),
  opened: z.int().meta({ description: 'that would have opened a follow-up' }),
  rows: z.array(z.object({ name: z.string(), opened: z.int() })).meta({
    description: 'by rule: those that it fits, also where one before it fits'
  })
})

export const followUpsQuery = z.strictObject({
  ...tagQuery,
  survey: text(40).optional(),
  state: several(z.enum(followUpStates)).meta({ description: 'all but closed where nothing is said' }),
  owner: text(60)
    .optional()
    .meta({ description: 'me, none, or the id of a member; me: also what is escalated to whoever asks' }),
  overdue: z.literal('yes').optional(),
  cursor: text(200).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageRows).default(50)
})
const rowShape = {
  id: z.string(),
  site: z.string(),
  survey: z.object({ id: z.string(), name: z.string() }),
  answer: responseView,
  topics: z.array(z.object({ key: z.string(), label: z.string() })).meta({
    description: 'what the answer counts as, by the names of today'
  }),
  rule: z.string().nullable().meta({ description: 'the name of the rule; null where it is gone' }),
  state: z.enum(followUpStates),
  owner: person.nullable(),
  openedAt: z.string(),
  dueAt: z.string(),
  overdue: z.boolean(),
  escalatedTo: person.nullable(),
  closedAt: z.string().nullable(),
  ended: z
    .enum(endings)
    .nullable()
    .meta({
      description:
        'how it was closed: done by somebody; by itself, since the customer corrected the answer, ' +
        'or since it does not count or was erased'
    }),
  nature: z.enum(natures).nullable(),
  severity: z.enum(severities).nullable(),
  done: z.string().nullable().meta({ description: 'what was done' }),
  updatedAt: z.string()
}
export const followUpRow = z.object(rowShape)
export const followUpsView = z.object({
  rows: z.array(followUpRow).meta({ description: 'what is due first comes first; closed ones latest first' }),
  next: z.string().nullable(),
  total: z.int().nullable().meta({ description: 'how many there are on all pages; told with the first one' }),
  people: z.array(person).meta({ description: 'who own any of this site' })
})
const secondAskStates = ['due', 'asked', 'answered', 'impossible'] as const
export type SecondAskState = (typeof secondAskStates)[number]
const secondAskView = z.object({
  state: z.enum(secondAskStates),
  dueAt: z.string(),
  askedAt: z.string().nullable(),
  hindrance: z.enum(hindranceCodes).nullable().meta({ description: 'why they could not be asked' }),
  answer: responseView
    .pick({
      rating: true,
      metric: true,
      scale: true,
      satisfiedFrom: true,
      direction: true,
      comment: true,
      answeredAt: true
    })
    .nullable()
    .meta({ description: 'what they say now; it counts in the recovery rate, and in no score' })
})
export const followUpView = z.object({
  ...rowShape,
  conversationUrl: z.string().nullable(),
  others: z
    .array(z.object({ survey: z.object({ id: z.string(), name: z.string() }), answer: responseView }))
    .meta({
      description: 'what else this customer answered, over all surveys and channels, the latest first'
    }),
  history: z.array(
    z.object({
      at: z.string(),
      actor: z.object({ key: z.string(), name: z.string().nullable() }),
      action: z.enum([
        'opened',
        'changed',
        'noted',
        'closed',
        'overdue',
        'reopened',
        'replied',
        'asked',
        'answered'
      ]),
      detail: z.record(z.string(), z.unknown())
    })
  ),
  reply: z
    .object({
      channel: z.string().nullable().meta({ description: 'on which channel the customer is answered' }),
      connector: z.string().nullable().meta({ description: 'the name of the connector that carries it' }),
      hindrance: z.enum(hindranceCodes).nullable().meta({ description: 'why they cannot be answered' })
    })
    .nullable()
    .meta({ description: 'null where one may not change it' }),
  secondAsk: secondAskView
    .nullable()
    .meta({ description: 'null where nobody is asked once more after it is closed' }),
  mayChange: z.boolean(),
  people: z.array(person).meta({ description: 'whom it can be given to; nobody where one may not' })
})
export const followUpPatch = z
  .strictObject({
    state: z.enum(followUpStates).optional(),
    owner: text(60).nullable().optional(),
    nature: z.enum(natures).optional(),
    severity: z.enum(severities).optional(),
    done: words.optional()
  })
  .meta({ description: 'to close it takes “nature”, “severity” and “done”' })
export const followUpNote = z.strictObject({ text: words })
export const followUpReply = z.strictObject({
  text: text(limits.replyLength).trim().min(1).meta({ description: 'goes to the customer as it is' })
})

export const followUpFiguresQuery = z.strictObject({
  ...tagQuery,
  survey: text(40).optional(),
  from: day.optional(),
  to: day.optional()
})
export const followUpFiguresView = z.object({
  period: periodView,
  opened: z.int(),
  closed: z.int().meta({ description: 'by somebody, in these days' }),
  endedByThemselves: z.int(),
  late: z.int().meta({ description: 'of those that were closed by somebody: after they were due' }),
  hoursToClose: z
    .number()
    .nullable()
    .meta({ description: 'the median from opening to closing by the clock; null where fewer than five' }),
  waiting: z.int().meta({ description: 'not closed now, whenever they were opened' }),
  overdue: z.int().meta({ description: 'of these' }),
  causes: z.array(
    z.object({
      nature: z.enum(natures),
      count: z.int(),
      severities: z.object({ low: z.int(), medium: z.int(), high: z.int() })
    })
  )
})
export const recoveryQuery = z.strictObject({
  ...tagQuery,
  survey: text(40).optional(),
  from: day.optional(),
  to: day.optional(),
  owner: text(60).optional().meta({ description: 'me, none, or the id of a member' }),
  nature: z.enum(natures).optional()
})
export const recoveryView = z.object({
  period: periodView,
  closed: z.int().meta({
    description:
      'by somebody, in these days, of customers who were not satisfied by what the survey counts so'
  }),
  asked: z.int().meta({ description: 'of these: asked once more, where the message was not turned away' }),
  answered: z.int().meta({ description: 'of those who were asked' }),
  satisfied: z.int().nullable().meta({ description: 'of those who answered; null where fewer than five' }),
  rate: z.object({ value: z.number(), lower: z.number(), upper: z.number() }).nullable().meta({
    description: 'satisfied now, in percent of those who answered, with Wilson’s 95 % interval; null likewise'
  })
})
export type RecoveryQuery = z.infer<typeof recoveryQuery>
export type RecoveryView = z.infer<typeof recoveryView>
export type SecondAskView = z.infer<typeof secondAskView>
export type FollowUpRules = z.infer<typeof followUpRulesInput>
export type FollowUpRule = z.infer<typeof ruleView>
export type FollowUpRulesView = z.infer<typeof followUpRulesView>
export type RulesPreviewView = z.infer<typeof rulesPreviewView>
export type FollowUpsQuery = z.infer<typeof followUpsQuery>
export type FollowUpRowView = z.infer<typeof followUpRow>
export type FollowUpsView = z.infer<typeof followUpsView>
export type FollowUpView = z.infer<typeof followUpView>
export type FollowUpPatch = z.infer<typeof followUpPatch>
export type FollowUpFiguresQuery = z.infer<typeof followUpFiguresQuery>
export type FollowUpFiguresView = z.infer<typeof followUpFiguresView>
