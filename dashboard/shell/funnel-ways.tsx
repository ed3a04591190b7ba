import type { Role } from '../../server/contract/terms'
import { hrefWith } from '../app/address'
import { mayManage } from '../app/roles'
import { words } from '../words'
import { surveyPath } from './frame'

type Way = 'response' | 'invitations' | 'placements'

/** Period and filters are the same on each of these pages; what only one of them knows stays behind. */
const own = ['by', 'state', 'reason', 'reached', 'conversation', 'rating', 'search', 'sort']
const ways: readonly Way[] = ['response', 'invitations', 'placements']

/** The ways between the funnel and the lists behind it. Agents make no posters. */
export function FunnelWays({
  siteId,
  surveyId,
  query,
  current,
  role
}: {
  siteId: string
  surveyId: string
  query: URLSearchParams
  current: Way
  role: Role
}) {
  const without = Object.fromEntries(own.map((name) => [name, null]))
  return (
    <nav class="segments kinds" aria-label={words.response.ways.label}>
      {ways
        .filter((way) => way !== 'placements' || mayManage(role))
        .map((way) => (
          <a
            key={way}
            class="segment"
            href={hrefWith(query, without, `${surveyPath(siteId, surveyId)}/${way}`)}
            {...(way === current ? { 'aria-current': 'page' as const } : {})}
          >
            {words.response.ways[way]}
          </a>
        ))}
    </nav>
  )
}
