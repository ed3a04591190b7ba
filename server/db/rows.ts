import type { Database } from './database'

type Tables = Database['tables']

/** One row of each table, as it is read. */
export type AlertRow = Tables['alert']['$inferSelect']
export type ConnectorRow = Tables['connector']['$inferSelect']
export type SurveyRow = Tables['survey']['$inferSelect']
export type VersionRow = Tables['surveyVersion']['$inferSelect']
export type DisputeRow = Tables['dispute']['$inferSelect']
export type DeliveryRow = Tables['delivery']['$inferSelect']
export type EndpointRow = Tables['endpoint']['$inferSelect']
export type EndpointDeliveryRow = Tables['endpointDelivery']['$inferSelect']
export type WriteBackRow = Tables['writeBack']['$inferSelect']
export type FollowUpRow = Tables['followUp']['$inferSelect']
export type OptOutRow = Tables['optOut']['$inferSelect']
export type GoalRow = Tables['goal']['$inferSelect']
export type MarkRow = Tables['mark']['$inferSelect']
export type PlanRow = Tables['plan']['$inferSelect']
export type PlanVoiceRow = Tables['planVoice']['$inferSelect']
export type ResponseRow = Tables['response']['$inferSelect']
export type InvitationRow = Tables['invitation']['$inferSelect']
export type SiteRow = Tables['site']['$inferSelect']
export type TagSetRow = Tables['tagSet']['$inferSelect']
