import type { MatrixView } from '../../../server/contract/figures'
import type { AttributeDimension } from '../../../server/contract/terms'
import { hrefWith } from '../../app/address'
import { attributesOf, dimensionName, isAttribute } from '../../app/filters'
import type { PageProps } from '../../app/page'
import { useResource } from '../../app/resource'
import { Bones, Loaded } from '../../ui/loading'
import { words } from '../../words'
import { FiguresPage } from '../figures-page'
import { NoAnswers } from '../no-answers'
import type { View } from '../view'
import { HeatMap } from './heat-map'

const maps = [
  { rows: 'topic', columns: 'channel' },
  { rows: 'agent', columns: 'topic' },
  { rows: 'agent', columns: 'channel' }
] as const
type MapOf = (typeof maps)[number] | { rows: AttributeDimension; columns: 'topic' }

/** Two dimensions at once: where exactly it is better or worse than beside it. */
export function HeatMaps({ params, query }: PageProps) {
  const { title, lead } = words.figures.map
  return (
    <FiguresPage params={params} query={query} tab="map" title={title} lead={lead} compares>
      {(view) => <Figures view={view} />}
    </FiguresPage>
  )
}

function Figures({ view }: { view: View }) {
  const { query } = view
  const all: readonly MapOf[] = [
    ...maps,
    ...attributesOf(view.site).map((rows) => ({ rows, columns: 'topic' }) as const)
  ]
  const nameOf = (map: MapOf) => nameIn(map, view)
  const shown =
    all.find(({ rows, columns }) => rows === query.get('rows') && columns === query.get('columns')) ?? maps[0]
  const side = shown === maps[0] && query.get('beside') === 'column' ? 'column' : 'row'
  const matrix = useResource<MatrixView>(
    view.figurePath('scores/matrix', {
      ...view.compared,
      ...shown,
      ...(side === 'column' && { against: side })
    })
  )
  const texts = words.figures.map
  return (
    <>
      <nav class="segments kinds" aria-label={texts.kinds}>
        {all.map((map) => (
          <a
            key={nameOf(map)}
            class="segment"
            href={hrefWith(query, map === maps[0] ? { rows: null, columns: null } : { ...map, beside: null })}
            {...(map === shown ? { 'aria-current': 'page' as const } : {})}
          >
            {nameOf(map)}
          </a>
        ))}
      </nav>
      {shown === maps[0] && (
        <nav class="segments kinds" aria-label={texts.against}>
          {(['row', 'column'] as const).map((one) => (
            <a
              key={one}
              class="segment"
              href={hrefWith(query, { beside: one === 'row' ? null : one })}
              {...(one === side ? { 'aria-current': 'page' as const } : {})}
            >
              {texts.sides[one]}
            </a>
          ))}
        </nav>
      )}
      <Loaded of={matrix} skeleton={<Bones widths={Array<number>(8).fill(100)} class="bone row tall" />}>
        {(value) =>
          value.cells.length === 0 ? (
            <NoAnswers siteId={view.site.id} role={view.role} query={query} />
          ) : (
            <HeatMap key={nameOf(shown)} view={view} matrix={value} of={shown} name={nameOf(shown)} />
          )
        }
      </Loaded>
    </>
  )
}

function nameIn({ rows, columns }: MapOf, { site }: View): string {
  const { many } = words.figures.map
  return words.figures.map.of(isAttribute(rows) ? dimensionName(rows, site).one : many[rows], many[columns])
}
