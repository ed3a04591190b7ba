import type { Role } from '../../server/contract/terms'
import { hrefWith } from '../app/address'
import { filterDimensions } from '../app/filters'
import { presetOf } from '../app/period'
import { mayManage } from '../app/roles'
import { Empty } from '../ui/loading'
import { words } from '../words'

type Props = {
  siteId: string
  role: Role
  query: URLSearchParams
  /**
   * How many answers there are after all, of which none says what this page is about, and what such an
   * answer would have to say.
   */
  untold?: { count: number; text: string }
  /** What the address narrows the page by, beside the filters of figures. */
  narrowing?: readonly string[]
}

/**
 * Stands in for figures where there is nothing to make them of: says why, as far as it is known, and what
 * may be done about it.
 */
export function NoAnswers({ siteId, role, query, untold, narrowing = [] }: Props) {
  const names = [...filterDimensions, ...narrowing]
  const isFiltered = names.some((name) => query.has(name))
  const isUntold = untold !== undefined && untold.count > 0
  const text = isUntold ? untold.text : isFiltered ? words.empty.filteredText : words.empty.ask
  return (
    <Empty title={isUntold ? words.empty.untold : isFiltered ? words.empty.filtered : words.empty.title}>
      <p>{text}</p>
      <p class="notice-ways">
        {isFiltered && (
          <a class="button" href={hrefWith(query, Object.fromEntries(names.map((name) => [name, null])))}>
            {words.filter.clear}
          </a>
        )}
        <Wider query={query} />
        {!isFiltered && !isUntold && mayManage(role) && (
          <a class="button" href={`/sites/${siteId}/settings`}>
            {words.empty.settings}
          </a>
        )}
      </p>
    </Empty>
  )
}

/** Leads to the longest of the usual periods, unless that is the one without answers. */
export function Wider({ query }: { query: URLSearchParams }) {
  if (presetOf(query) === '12m') return null
  return (
    <a class="button" href={hrefWith(query, { period: '12m', from: null, to: null })}>
      {words.empty.wider}
    </a>
  )
}
