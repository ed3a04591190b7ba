import type { ComponentChildren } from 'preact'
import type { Field } from '../app/csv'
import { words } from '../words'

/**
 * One column of a table of figures: how it reads, and what a CSV holds of it, in full precision under names
 * that never change.
 */
export type Column<Row> = {
  name: string
  text(row: Row): ComponentChildren
  /** Said smaller below it, such as an interval. */
  more?(row: Row): ComponentChildren
  href?(row: Row): string | undefined
  /** Where the link leads, for those who do not see what stands around it. */
  means?(row: Row): string
  fields?: Readonly<Record<string, (row: Row) => Field>>
}

type Props<Row> = {
  name: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf(row: Row): string
  classOf?(row: Row): string
}

/**
 * Figures side by side. Where there is no room for that, each row becomes a card whose figures say their
 * column; the roles keep it a table for those who hear it.
 */
export function FiguresTable<Row>({ name, columns, rows, keyOf, classOf }: Props<Row>) {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={name}>
      <table class="figures" role="table">
        <caption class="unseen">{name}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.name} scope="col" role="columnheader">
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={keyOf(row)} role="row" class={classOf?.(row)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.name} scope="row" role="rowheader">
                    <Cell column={column} row={row} />
                  </th>
                ) : (
                  <td key={column.name} role="cell" data-column={column.name}>
                    <Cell column={column} row={row} />
                  </td>
                )
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The same behind a chart, for those who read numbers rather than lines. */
export function AsTable<Row>(props: Props<Row>) {
  return (
    <details class="as-table">
      <summary>{words.trend.table}</summary>
      <FiguresTable {...props} />
    </details>
  )
}

function Cell<Row>({ column: { text, more, href, means }, row }: { column: Column<Row>; row: Row }) {
  const to = href?.(row)
  const below = more?.(row)
  return (
    <>
      {to === undefined ? (
        text(row)
      ) : (
        <a href={to} {...(means && { 'aria-label': means(row) })}>
          {text(row)}
        </a>
      )}
      {below && <span class="more">{below}</span>}
    </>
  )
}
