import type { OfConversations, TargetsAsked } from '../columns/wire'
import type { Targets } from '../contract/sites'
import type { SiteRow } from '../db/rows'
import { targetsByOf, targetsOf } from '../sites/service-settings'
import type { Filters } from '../tags/filters'
import { tagFilters } from '../tags/filters'
import { givenIn } from '../tallies/counts'
import { instantIn } from '../time/days'
import type { Period } from '../time/periods'
import { addDays } from '../time/periods'

/**
 * The conversations of a site by which a filter by language, surface or what customers said finds those that
 * have such an answer: they have nothing of it themselves.
 */
export function conversationsOf(
  { id, timeZone }: SiteRow,
  filters: Filters,
  { from, to }: Period
): OfConversations {
  const { locale, surface, claimed: _claimed, ...own } = tagFilters(filters)
  const { channel: _channel, topic: _topic, agent: _agent, team: _team, ...ofAnswers } = filters
  const answered = givenIn(ofAnswers)
  const opened = { from: instantIn(timeZone, from), until: instantIn(timeZone, addDays(to, 1)) }
  return { site: id, ...opened, filters: givenIn(own), answered }
}

/** The targets of a site; what has none is not a number. */
export function targetsAsked(site: SiteRow): TargetsAsked {
  const seconds = (targets: Targets) =>
    Object.fromEntries(
      Object.entries(targets).map(([key, { firstResponseSeconds = NaN, resolutionSeconds = NaN }]) => {
        return [key, [firstResponseSeconds, resolutionSeconds] as const]
      })
    )
  const { team, topic } = targetsByOf(site)
  return { channel: seconds(targetsOf(site)), team: seconds(team), topic: seconds(topic) }
}
