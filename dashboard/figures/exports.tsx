import { useState } from 'preact/hooks'
import type { SiteView } from '../../server/contract/sites'
import { csvOf } from '../app/csv'
import { dimensionName, filtersOf, labelOf } from '../app/filters'
import { days } from '../app/format'
import { pictureOf } from '../app/picture'
import { fileName, save } from '../app/save'
import { words } from '../words'
import { isolate } from '../words/isolate'
import type { Column } from './figures-table'
import type { View } from './view'

/** What a file says of itself: whose answers it is about, and which of them. */
export type Exported = Pick<View, 'period' | 'query'> & {
  site: Pick<SiteView, 'name' | 'attributes'>
  survey: { name: string }
}
type Props<Row> = {
  name: string
  view: Exported
  columns: readonly Pick<Column<Row>, 'fields'>[]
  rows: readonly Row[]
}

/** Takes the numbers of a section, or how it looks, away as a file. */
export function Exports<Row>({ name, view, columns, rows }: Props<Row>) {
  const [failed, setFailed] = useState(false)
  const fields = columns.flatMap(({ fields = {} }) => Object.entries(fields))
  const csv = () => {
    const text = csvOf(
      fields.map(([field]) => field),
      rows.map((row) => fields.map(([, read]) => read(row)))
    )
    save(new Blob([text], { type: 'text/csv;charset=utf-8' }), fileOf(name, view, 'csv'))
  }
  const picture = async ({ currentTarget }: Event) => {
    const section = currentTarget instanceof Element ? currentTarget.closest('section') : null
    if (section)
      await pictureOf(section, captionOf(view)).then(
        (drawn) => save(drawn, fileOf(name, view, 'png')),
        () => setFailed(true)
      )
  }
  return (
    <span class="tools">
      {failed && <span role="alert">{words.figures.exports.failed}</span>}
      <button type="button" class="plain" aria-label={words.figures.exports.csvOf(name)} onClick={csv}>
        {words.figures.exports.csv}
      </button>
      <button
        type="button"
        class="plain"
        aria-label={words.figures.exports.pictureOf(name)}
        onClick={picture}
      >
        {words.figures.exports.picture}
      </button>
    </span>
  )
}

function fileOf(name: string, { survey, period: { from, to } }: Exported, ending: string): string {
  return fileName([name, survey.name, from, to], ending)
}

/** A picture goes where the page is not: it says itself what it speaks of. */
function captionOf({ survey, site, period, query }: Exported): string {
  const filters = filtersOf(query).map(
    ({ dimension, key }) => `${dimensionName(dimension, site).one}: ${labelOf(dimension, key)}`
  )
  return [`${survey.name}, ${site.name}`, days(period), ...filters].map(isolate).join(' · ')
}
