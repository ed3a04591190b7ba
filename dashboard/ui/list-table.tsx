import type { ComponentChildren } from 'preact'
import { words } from '../words'

type Props = { caption: string; columns: readonly string[]; kind?: string; children: ComponentChildren }

/**
 * A table of what there is, row by row; on a phone each row stands as a card of its own. `kind` is a class that
 * the styles know it by.
 */
export function ListTable({ caption, columns, kind = '', children }: Props) {
  return (
    <table class={`list-table ${kind}`} role="table">
      <caption class="unseen">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((name) => (
            <th key={name} scope="col" role="columnheader">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">{children}</tbody>
    </table>
  )
}

type StepsProps = { cursor: string | undefined; next: string | null; go(cursor: string | undefined): void }

/** The ways to the newest rows and to older ones, where there are any. */
export function OlderRows({ cursor, next, go }: StepsProps) {
  if (next === null && cursor === undefined) return null
  return (
    <p class="choices deliveries-pages">
      {cursor !== undefined && (
        <button type="button" class="button small" onClick={() => go(undefined)}>
          {words.connectors.newest}
        </button>
      )}
      {next !== null && (
        <button type="button" class="button small" onClick={() => go(next)}>
          {words.connectors.older}
        </button>
      )}
    </p>
  )
}
