import type { Asking } from '../contract/asking'
import type { Inviting } from '../contract/inviting'
import { ratingOf, scaleOf } from '../contract/rating-steps'
import type { SurveyView, VersionView } from '../contract/surveys'
import type { SurveyRow, VersionRow } from '../db/rows'
import { partsOf, questionOf } from './meaning'

/** A survey and what it means today. */
export type Survey = { row: SurveyRow; meaning: VersionRow }

/**
 * How a survey asks, with what is usual where nobody said. A survey that only the page asks is left to the
 * page in how often as well.
 */
export function askingOf(row: SurveyRow): Asking {
  const given = JSON.parse(row.asking) as Partial<Asking> // written by createSurvey and settingsIn only
  const when = given.when ?? { on: 'delay', seconds: 1 }
  const days = when.on === 'call' ? 0 : 30
  return {
    pages: {},
    share: 100,
    devices: ['phone', 'tablet', 'desktop'],
    languagesOnly: false,
    again: { days },
    notAfterDismissalDays: days,
    quietDays: 0,
    place: 'corner',
    theme: {},
    ...given,
    when
  }
}

/** Whom a survey is sent to, with what is usual where nobody said: everybody, at once, however often. */
export function invitingOf(row: SurveyRow): Inviting {
  const given = JSON.parse(row.inviting) as Partial<Inviting> // written by createSurvey and settingsIn only
  return {
    share: 100,
    delayMinutes: 0,
    hours: null,
    frequency: null,
    onlyResolved: false,
    onlyPrivate: false,
    replyLengthMin: 0,
    handledBy: ['human', 'bot', 'human-and-bot'],
    languagesOnly: false,
    perAgentADay: null,
    perTeamADay: null,
    ...given
  }
}

export function surveyViewOf({ row, meaning }: Survey): SurveyView {
  return {
    id: row.id,
    site: row.siteId,
    name: row.name,
    ...versionViewOf(meaning),
    // A survey that was deleted is never looked at.
    state: row.state as SurveyView['state'],
    asking: askingOf(row),
    inviting: invitingOf(row),
    editWindowHours: row.editWindowHours,
    proofOfWork: row.proofOfWork,
    proofUntil: row.proofUntil === null ? null : new Date(row.proofUntil).toISOString(),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString()
  }
}

export function versionViewOf(meaning: VersionRow): VersionView {
  return {
    version: meaning.version,
    metric: meaning.metric,
    scale: scaleOf(meaning),
    satisfiedFrom: ratingOf(meaning.satisfiedFrom, meaning),
    direction: meaning.direction,
    style: meaning.style,
    question: questionOf(meaning),
    parts: partsOf(meaning),
    createdAt: new Date(meaning.createdAt).toISOString()
  }
}
