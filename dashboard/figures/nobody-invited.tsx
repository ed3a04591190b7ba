import type { Role } from '../../server/contract/terms'
import { hrefWith } from '../app/address'
import { tagDimensions } from '../app/filters'
import { mayManage } from '../app/roles'
import { surveyPath } from '../shell/frame'
import { Empty } from '../ui/loading'
import { words } from '../words'
import { Wider } from './no-answers'

type Props = {
  siteId: string
  surveyId: string
  role: Role
  query: URLSearchParams
  narrowing?: readonly string[]
}

/**
 * Stands in for the funnel and the list behind it where there is no invitation, with the ways to make some.
 */
export function NobodyInvited({ siteId, surveyId, role, query, narrowing = [] }: Props) {
  const names = [...tagDimensions, ...narrowing]
  const isFiltered = names.some((name) => query.has(name))
  const texts = words.response
  return (
    <Empty title={isFiltered ? texts.noneFiltered : texts.none}>
      <p>{isFiltered ? words.empty.filteredText : texts.noneText}</p>
      <p class="notice-ways">
        {isFiltered && (
          <a class="button" href={hrefWith(query, Object.fromEntries(names.map((name) => [name, null])))}>
            {words.filter.clear}
          </a>
        )}
        <Wider query={query} />
        {!isFiltered && mayManage(role) && (
          <a class="button" href={`${surveyPath(siteId, surveyId)}/invitations/upload`}>
            {texts.upload}
          </a>
        )}
        {!isFiltered && role === 'owner' && (
          <a class="button" href={`/sites/${siteId}/connectors`}>
            {texts.connect}
          </a>
        )}
      </p>
    </Empty>
  )
}
