import type { OfConversations, TargetsAsked } from '../columns/wire'
import type { Targets } from '../contract/sites'
import { facets } from '../contract/terms'
import type { SiteRow } from '../db/rows'
import { asCounted, targetsByOf, targetsOf } from '../sites/service-settings'
import type { OpenSurvey } from '../surveys/open-survey'
import type { Filters } from '../tags/filters'
import { tagFilters } from '../tags/filters'
import { givenIn } from '../tallies/counts'
import { instantIn } from '../time/days'
import type { Period } from '../time/periods'
import { addDays } from '../time/periods'

/**
 * The conversations of a site by which a filter by language, surface, handler, an attribute or what customers said finds
 * those that have such an answer: they have nothing of it themselves. What customers said is said in one survey, and of
 * several answers the latest one counts.
 */
export function conversationsOf(
  { site: { id, timeZone }, survey }: Pick<OpenSurvey, 'site' | 'survey'>,
  filters: Filters,
  { from, to }: Period
): OfConversations {
  const { locale, surface, handler, bot, claimed: _claimed, ...own } = tagFilters(filters)
  const { channel: _channel, topic: _topic, agent: _agent, team: _team, ...ofAnswers } = filters
  const answered = givenIn(ofAnswers)
  const opened = { from: instantIn(timeZone, from), until: instantIn(timeZone, addDays(to, 1)) }
  const isOfSaid = facets.some((facet) => filters[facet])
  return { site: id, ...opened, filters: givenIn(own), answered, ...(isOfSaid && { survey: survey.id }) }
}

/** The targets of a site; what has none is not a number. */
export function targetsAsked(site: SiteRow): TargetsAsked {
  const seconds = (dimension: 'channel' | 'team' | 'topic', targets: Targets) =>
    Object.fromEntries(
      Object.entries(asCounted(site, dimension, targets)).map(
        ([key, { firstResponseSeconds = NaN, resolutionSeconds = NaN }]) => {
          return [key, [firstResponseSeconds, resolutionSeconds] as const]
        }
      )
    )
  const { team, topic } = targetsByOf(site)
  return {
    channel: seconds('channel', targetsOf(site)),
    team: seconds('team', team),
    topic: seconds('topic', topic)
  }
}
