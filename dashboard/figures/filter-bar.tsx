import { useState } from 'preact/hooks'
import type { ScoresView } from '../../server/contract/figures'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { Role } from '../../server/contract/terms'
import { hrefWith, navigate } from '../app/address'
import type { FilterDimension } from '../app/filters'
import {
  attributesOf,
  dimensionName,
  figureQuery,
  filterDimensions,
  filtersOf,
  labelOf
} from '../app/filters'
import { useLabels } from '../app/labels'
import type { Period } from '../app/period'
import { useResource } from '../app/resource'
import { mayManage } from '../app/roles'
import { Menu } from '../ui/menu'
import { words } from '../words'
import { PlanLink } from './plan-link'
import { bandName, bandNamed, bandQuery, bandsOf } from './rating-bands'

type Props = {
  site: SiteView
  surveyId: string
  period: Period
  query: URLSearchParams
  /** Where single answers are listed, they can be narrowed to a rating too. */
  scale?: SurveyView['scale']
  dimensions?: readonly FilterDimension[]
  /** Who reads: where it is given, whoever manages can make a plan of what the view is narrowed to. */
  role?: Role
}

/** What the view is narrowed to, each filter a chip that takes itself away, and a menu to add more. */
export function FilterBar({ site, surveyId, period, query, scale, dimensions: only, role }: Props) {
  const dimensions = only ?? [...filterDimensions, ...attributesOf(site)]
  const filters = filtersOf(query, only)
  const nameOf = useLabels(
    surveyId,
    period,
    filters.map(({ dimension }) => dimension)
  )
  const ratings = query.getAll('rating')
  const single = [
    { name: 'conversation', label: words.list.conversation, value: query.get('conversation') },
    { name: 'customer', label: words.manage.list.customer, value: query.get('customer') }
  ].filter(({ value }) => value)
  const clear = Object.fromEntries(
    [...dimensions, ...filters.map(({ dimension }) => dimension), 'rating', 'conversation', 'customer'].map(
      (name) => [name, null]
    )
  )
  return (
    <div class="filters">
      <ul class="chips">
        {filters.map(({ dimension, key }) => {
          const rest = query.getAll(dimension).filter((other) => other !== key)
          return (
            <Chip
              key={`${dimension} ${key}`}
              name={dimensionName(dimension, site).one}
              label={nameOf(dimension, key)}
              href={hrefWith(query, { [dimension]: rest })}
            />
          )
        })}
        {ratings.map((rating) => (
          <Chip
            key={rating}
            name={words.filter.rating}
            label={bandNamed(rating)}
            href={hrefWith(query, { rating: ratings.filter((other) => other !== rating) })}
          />
        ))}
        {single.map(({ name, label, value }) => (
          <Chip key={name} name={label} label={value ?? ''} href={hrefWith(query, { [name]: null })} />
        ))}
        {filters.length + ratings.length + single.length > 1 && (
          <li>
            <a class="quiet-link" href={hrefWith(query, clear)}>
              {words.filter.clear}
            </a>
          </li>
        )}
        {mayManage(role) && <PlanLink {...{ surveyId, period, filters, nameOf }} siteId={site.id} />}
      </ul>
      <FilterMenu {...{ site, surveyId, period, query, dimensions }} {...(scale && { scale })} />
    </div>
  )
}

function Chip({ name, label, href }: { name: string; label: string; href: string }) {
  return (
    <li>
      <a class="chip" href={href} aria-label={words.filter.remove(name, label)}>
        <span class="chip-name">{name}</span> <bdi>{label}</bdi>
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path d="M3 3l6 6M9 3l-6 6" />
        </svg>
      </a>
    </li>
  )
}

/** What there is to choose from is asked for when the menu is opened first. */
function FilterMenu({
  site,
  surveyId,
  period,
  query,
  scale,
  dimensions
}: Props & { dimensions: readonly FilterDimension[] }) {
  const [opened, setOpened] = useState(false)
  return (
    <Menu
      class="button small"
      label={
        <>
          <FunnelIcon />
          {words.filter.open}
        </>
      }
      onOpen={() => setOpened(true)}
    >
      <div class="menu-body">
        {opened &&
          dimensions.map((dimension) => (
            <Choice key={dimension} {...{ site, dimension, surveyId, period, query }} />
          ))}
        {opened && scale && <RatingChoice scale={scale} query={query} />}
      </div>
    </Menu>
  )
}

function RatingChoice({ scale, query }: { scale: SurveyView['scale']; query: URLSearchParams }) {
  const chosen = query.getAll('rating')
  const bands = bandsOf(scale).filter((band) => !chosen.includes(bandQuery(band)))
  return (
    <label>
      {words.filter.rating}
      <select
        value=""
        onChange={(event) => navigate(hrefWith(query, { rating: [...chosen, event.currentTarget.value] }))}
      >
        <option value="">{words.filter.any}</option>
        {bands.map((band) => (
          <option key={band.from} value={bandQuery(band)}>
            {bandName(band)}
          </option>
        ))}
      </select>
    </label>
  )
}

function FunnelIcon() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d="M2 4h12M4.5 8h7M7 12h2" />
    </svg>
  )
}

function Choice({ site, dimension, surveyId, period, query }: Props & { dimension: FilterDimension }) {
  const rows = useResource<ScoresView>(`/v1/scores?${figureQuery(surveyId, period, [], { by: dimension })}`)
  const chosen = query.getAll(dimension)
  const options =
    rows.at === 'ready' ? rows.value.rows.filter(({ key }) => key !== '' && !chosen.includes(key)) : []
  const choose = (key: string) => navigate(hrefWith(query, { [dimension]: [...chosen, key] }))
  return (
    <label>
      {dimensionName(dimension, site).one}
      <select
        value=""
        disabled={options.length === 0}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="">{words.filter.any}</option>
        {options.map(({ key, label }) => (
          <option key={key} value={key}>
            {labelOf(dimension, key, label)}
          </option>
        ))}
      </select>
    </label>
  )
}
