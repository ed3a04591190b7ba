import type { invitationStates } from '../contract/invitations'
import type { SurveyView } from '../contract/surveys'
import type {
  ClaimedAgents,
  Metric,
  ResponseState,
  Standing,
  Style,
  Surface,
  WhoHandled
} from '../contract/terms'
import type { Columns } from './columns'
import { sqliteColumns } from './columns'
import { accountTables } from './tables-accounts'
import { alertTables } from './tables-alerts'
import { connectorTables } from './tables-connectors'
import { disputeTables } from './tables-disputes'
import { endpointTables } from './tables-endpoints'
import { followUpTables } from './tables-follow-ups'
import { peopleTables } from './tables-people'
import { planTables } from './tables-plans'
import { makeVault } from './vault'

/**
 * Everything but people and keys. What a column means is said where its noun is; the SQL is in migrations/.
 */
function nounTables(columns: Columns) {
  const { table, text, oneOf, sealed, words, integer, instant, flag } = columns
  return {
    site: table('site', {
      id: text('id').primaryKey(),
      key: text('key').notNull(),
      name: text('name').notNull(),
      origins: text('origins').notNull(),
      timeZone: text('time_zone').notNull(),
      locale: text('locale').notNull(),
      secret: sealed('secret', 'site').notNull(),
      tagRules: text('tag_rules').notNull().default('{}'),
      bots: text('bots').notNull().default('[]'),
      attributes: text('attributes').notNull().default('[]'),
      conversationUrl: text('conversation_url'),
      targets: text('targets').notNull().default('{}'),
      targetsBy: text('targets_by').notNull().default('{}'),
      openingHours: text('opening_hours').notNull().default('{}'),
      retention: text('retention').notNull().default('{}'),
      retainedOn: text('retained_on'),
      deletedAt: instant('deleted_at'),
      claimedAgents: oneOf<ClaimedAgents>('claimed_agents').notNull().default('count'),
      claimedDecision: text('claimed_decision').notNull().default('open'),
      newKeysPerDay: integer('new_keys_per_day').notNull().default(50),
      createdAt: instant('created_at').notNull()
    }),
    survey: table('survey', {
      id: text('id').primaryKey(),
      siteId: text('site_id').notNull(),
      name: text('name').notNull(),
      state: oneOf<SurveyView['state'] | 'deleted'>('state').notNull(),
      version: integer('version').notNull(),
      asking: text('asking').notNull(),
      inviting: text('inviting').notNull(),
      editWindowHours: integer('edit_window_hours').notNull(),
      proofOfWork: oneOf<SurveyView['proofOfWork']>('proof_of_work').notNull().default('off'),
      proofUntil: instant('proof_until'),
      createdAt: instant('created_at').notNull(),
      updatedAt: instant('updated_at').notNull()
    }),
    surveyVersion: table('survey_version', {
      surveyId: text('survey_id').notNull(),
      version: integer('version').notNull(),
      metric: oneOf<Metric>('metric').notNull(),
      scaleMin: integer('scale_min').notNull(),
      scaleMax: integer('scale_max').notNull(),
      /** In steps, as ratings are kept. */
      satisfiedFrom: integer('satisfied_from').notNull(),
      stepsPerPoint: integer('steps_per_point').notNull().default(1),
      direction: oneOf<SurveyView['direction']>('direction').notNull(),
      style: oneOf<Style>('style').notNull(),
      question: text('question').notNull(),
      parts: text('parts').notNull(),
      createdAt: instant('created_at').notNull()
    }),
    tagSet: table('tag_set', {
      id: text('id').primaryKey(),
      siteId: text('site_id').notNull(),
      channel: text('channel').notNull(),
      sentChannel: text('sent_channel').notNull(),
      topics: text('topics').notNull(),
      agent: text('agent').notNull(),
      team: text('team').notNull(),
      locale: text('locale').notNull(),
      surface: oneOf<Surface>('surface').notNull(),
      sentAgent: text('sent_agent').notNull(),
      sentTeam: text('sent_team').notNull(),
      claimed: text('claimed').notNull(),
      rest: text('rest').notNull().default(''),
      handler: oneOf<WhoHandled | ''>('handler').notNull().default(''),
      bot: text('bot').notNull().default(''),
      sentHandler: oneOf<WhoHandled | ''>('sent_handler').notNull().default(''),
      sentBot: text('sent_bot').notNull().default('')
    }),
    tagKey: table('tag_key', {
      siteId: text('site_id').notNull(),
      dimension: text('dimension').notNull(),
      key: text('key').notNull(),
      firstOn: text('first_on').notNull(),
      broughtBy: text('brought_by').notNull()
    }),
    tagSetTopic: table('tag_set_topic', {
      tagSetId: text('tag_set_id').notNull(),
      topic: text('topic').notNull()
    }),
    label: table('label', {
      siteId: text('site_id').notNull(),
      dimension: text('dimension').notNull(),
      key: text('key').notNull(),
      label: text('label').notNull(),
      given: text('given')
    }),
    response: table('response', {
      surveyId: text('survey_id').notNull(),
      id: text('id').notNull(),
      siteId: text('site_id').notNull(),
      version: integer('version').notNull(),
      tagSetId: text('tag_set_id').notNull(),
      rating: integer('rating').notNull(),
      comment: text('comment'),
      answers: text('answers'),
      customer: sealed('customer', 'response'),
      customerHash: text('customer_hash'),
      conversation: text('conversation'),
      invitationId: text('invitation_id'),
      delivery: text('delivery'),
      pageUrl: text('page_url'),
      state: oneOf<ResponseState>('state').notNull(),
      stateReason: text('state_reason'),
      answeredAt: instant('answered_at').notNull(),
      answeredOn: text('answered_on').notNull(),
      receivedAt: instant('received_at').notNull(),
      editedAt: instant('edited_at'),
      erasedAt: instant('erased_at'),
      repeated: text('repeated'),
      standing: oneOf<Standing>('standing').notNull().default('vouched'),
      claimed: text('claimed'),
      secretHash: text('secret_hash'),
      signedAs: text('signed_as'),
      reviewedAt: instant('reviewed_at'),
      network: text('network'),
      touched: flag('touched'),
      review: text('review'),
      attributes: text('attributes')
    }),
    responseHistory: table('response_history', {
      surveyId: text('survey_id').notNull(),
      responseId: text('response_id').notNull(),
      number: integer('number').notNull(),
      at: instant('at').notNull(),
      action: text('action').notNull(),
      actor: text('actor').notNull(),
      standing: oneOf<Standing | 'reviewed'>('standing').notNull(),
      detail: text('detail').notNull()
    }),
    change: table('change', {
      place: instant('place').primaryKey(),
      xid: instant('xid').notNull().default(0),
      kind: text('kind').notNull(),
      scope: text('scope').notNull(),
      id: text('id').notNull()
    }),
    changeFloor: table('change_floor', { floor: instant('floor').notNull() }),
    commentIndex: table('comment_index', {
      number: instant('number').primaryKey(),
      surveyId: text('survey_id').notNull(),
      id: text('id').notNull(),
      answeredAt: instant('answered_at').notNull(),
      answeredOn: text('answered_on').notNull(),
      tagSetId: text('tag_set_id').notNull(),
      version: integer('version').notNull(),
      rating: integer('rating').notNull(),
      state: oneOf<ResponseState>('state').notNull(),
      repeated: text('repeated'),
      standing: oneOf<Standing>('standing').notNull(),
      words: words('words').notNull()
    }),
    commentDue: table('comment_due', {
      place: instant('place').primaryKey(),
      surveyId: text('survey_id').notNull(),
      id: text('id').notNull()
    }),
    commentFill: table('comment_fill', {
      surveyId: text('survey_id').primaryKey(),
      answeredAt: instant('answered_at'),
      id: text('id')
    }),
    invitation: table('invitation', {
      id: text('id').primaryKey(),
      siteId: text('site_id').notNull(),
      surveyId: text('survey_id').notNull(),
      tokenHash: text('token_hash'),
      externalId: text('external_id'),
      channel: text('channel').notNull(),
      delivery: text('delivery'),
      topics: text('topics').notNull(),
      agent: text('agent').notNull(),
      team: text('team').notNull(),
      conversation: text('conversation'),
      customer: sealed('customer', 'invitation'),
      customerHash: text('customer_hash'),
      address: sealed('address', 'invitation'),
      addressHash: text('address_hash'),
      locale: text('locale').notNull(),
      timeZone: text('time_zone'),
      state: oneOf<(typeof invitationStates)[number]>('state').notNull(),
      stateReason: text('state_reason'),
      reusable: flag('reusable').notNull(),
      test: flag('test').notNull(),
      uses: integer('uses'),
      name: text('name'),
      place: text('place'),
      openings: integer('openings').notNull(),
      createdAt: instant('created_at').notNull(),
      expiresAt: instant('expires_at'),
      remindAt: instant('remind_at'),
      revokedAt: instant('revoked_at'),
      dueAt: instant('due_at'),
      suppressedUntil: instant('suppressed_until'),
      sentAt: instant('sent_at'),
      deliveredAt: instant('delivered_at'),
      openedAt: instant('opened_at'),
      startedAt: instant('started_at'),
      answeredAt: instant('answered_at'),
      reply: sealed('reply', 'invitation'),
      repliedAt: instant('replied_at'),
      handledBy: oneOf<WhoHandled | ''>('handled_by').notNull().default(''),
      bot: text('bot').notNull().default(''),
      attributes: text('attributes')
    }),
    optOut: table('opt_out', {
      id: text('id').primaryKey(),
      siteId: text('site_id').notNull(),
      kind: text('kind').notNull(),
      hash: text('hash').notNull(),
      masked: text('masked').notNull(),
      source: text('source').notNull(),
      createdAt: instant('created_at').notNull()
    }),
    conversation: table('conversation', {
      siteId: text('site_id').notNull(),
      id: text('id').notNull(),
      channel: text('channel'),
      agent: text('agent'),
      team: text('team'),
      topics: text('topics'),
      customer: sealed('customer', 'conversation'),
      customerHash: text('customer_hash'),
      openedAt: instant('opened_at'),
      firstResponseAt: instant('first_response_at'),
      resolvedAt: instant('resolved_at'),
      handleSeconds: integer('handle_seconds'),
      holdSeconds: integer('hold_seconds'),
      contacts: integer('contacts'),
      resolvedOnFirstContact: flag('resolved_on_first_contact'),
      beganAt: instant('began_at').notNull().default(0),
      updatedAt: instant('updated_at').notNull(),
      handledBy: oneOf<WhoHandled>('handled_by'),
      bot: text('bot'),
      attributes: text('attributes')
    }),
    conversationSeen: table('conversation_seen', {
      siteId: text('site_id').notNull(),
      id: text('id').notNull(),
      agent: text('agent'),
      team: text('team'),
      topics: text('topics'),
      handledBy: oneOf<WhoHandled>('handled_by'),
      bot: text('bot'),
      seenAt: instant('seen_at').notNull(),
      reopenedAt: instant('reopened_at'),
      reopenedByUsAt: instant('reopened_by_us_at')
    }),
    dataKey: table('data_key', {
      id: text('id').primaryKey(),
      sealed: text('sealed').notNull(),
      createdAt: instant('created_at').notNull()
    }),
    migration: table('migration', {
      name: text('name').primaryKey(),
      appliedAt: instant('applied_at').notNull()
    }),
    limitShare: table('limit_share', {
      key: text('key').primaryKey(),
      span: instant('span').notNull(),
      taken: integer('taken').notNull()
    }),
    networkDay: table('network_day', {
      surveyId: text('survey_id').notNull(),
      answeredOn: text('answered_on').notNull(),
      network: text('network').notNull(),
      answers: integer('answers').notNull(),
      bare: integer('bare').notNull(),
      held: integer('held').notNull(),
      checked: integer('checked').notNull(),
      ratings: text('ratings').notNull()
    }),
    askDay: table('ask_day', {
      surveyId: text('survey_id').notNull(),
      askedOn: text('asked_on').notNull(),
      page: text('page').notNull(),
      unanswered: integer('unanswered').notNull(),
      dismissed: integer('dismissed').notNull(),
      answered: integer('answered').notNull()
    }),
    refusedOrigin: table('refused_origin', {
      siteId: text('site_id').notNull(),
      origin: text('origin').notNull(),
      refusedAt: instant('refused_at').notNull()
    }),
    heldDay: table('held_day', {
      siteId: text('site_id').notNull(),
      surveyId: text('survey_id').notNull(),
      heldOn: text('held_on').notNull(),
      firstAt: instant('first_at').notNull(),
      told: integer('told').notNull()
    }),
    mark: table('mark', {
      id: text('id').primaryKey(),
      siteId: text('site_id').notNull(),
      surveyId: text('survey_id').notNull(),
      everywhere: flag('everywhere').notNull(),
      day: text('day').notNull(),
      name: text('name').notNull(),
      setBy: text('set_by').notNull(),
      createdAt: instant('created_at').notNull()
    }),
    goal: table('goal', {
      id: text('id').primaryKey(),
      siteId: text('site_id').notNull(),
      surveyId: text('survey_id').notNull(),
      team: text('team').notNull(),
      /** Of the unit of the score. */
      hundredths: integer('hundredths').notNull(),
      due: text('due').notNull(),
      setOn: text('set_on').notNull(),
      setBy: text('set_by').notNull(),
      createdAt: instant('created_at').notNull()
    }),
    importRun: table('import_run', {
      id: text('id').primaryKey(),
      siteId: text('site_id').notNull(),
      surveyId: text('survey_id').notNull(),
      fileName: text('file_name').notNull(),
      state: text('state').notNull(),
      report: text('report').notNull(),
      createdAt: instant('created_at').notNull(),
      finishedAt: instant('finished_at')
    })
  }
}

export function defineTables(columns: Columns) {
  return {
    ...nounTables(columns),
    ...connectorTables(columns),
    ...followUpTables(columns),
    ...alertTables(columns),
    ...disputeTables(columns),
    ...planTables(columns),
    ...endpointTables(columns),
    ...peopleTables(columns),
    ...accountTables(columns)
  }
}

export type Tables = ReturnType<typeof defineTables>

/** By which statements are written that are the same for every database; no row goes through it. */
export const tableNames = defineTables(sqliteColumns(makeVault()))
