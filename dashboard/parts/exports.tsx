import { useState } from 'preact/hooks'
import { csvOf } from '../csv'
import { pictureOf } from '../picture'
import { fileName, save } from '../save'
import { words } from '../words'
import type { Column } from './figures-table'

type Props<Row> = { name: string; of: string; columns: readonly Column<Row>[]; rows: readonly Row[] }

/** Takes the numbers of a section, or how it looks, away as a file. */
export function Exports<Row>({ name, of, columns, rows }: Props<Row>) {
  const [failed, setFailed] = useState(false)
  const fields = columns.flatMap(({ fields = {} }) => Object.entries(fields))
  const csv = () => {
    const text = csvOf(fields.map(([field]) => field), rows.map((row) => fields.map(([, read]) => read(row))))
    save(new Blob([text], { type: 'text/csv;charset=utf-8' }), fileName([name, of], 'csv'))
  }
  const picture = async ({ currentTarget }: Event) => {
    const section = currentTarget instanceof Element ? currentTarget.closest('section') : null
    if (section) await pictureOf(section).then((drawn) => save(drawn, fileName([name, of], 'png')), () => setFailed(true))
  }
  return (
    <span class="tools">
      {failed && <span role="alert">{words.figures.exports.failed}</span>}
      <button type="button" class="plain" aria-label={words.figures.exports.csvOf(name)} onClick={csv}>{words.figures.exports.csv}</button>
      <button type="button" class="plain" aria-label={words.figures.exports.pictureOf(name)} onClick={picture}>{words.figures.exports.picture}</button>
    </span>
  )
}
