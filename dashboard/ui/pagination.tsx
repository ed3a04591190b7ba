import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { ask } from '../app/api'
import { words } from '../words'

type Page<Row> = { rows: readonly Row[]; next: string | null }
type PagesProps<Row> = { path: string; first: Page<Row>; children(rows: readonly Row[]): ComponentChildren }

/** The first page of a list, which stays up to date by itself, and those that were loaded after it. */
export function Pages<Row extends { id: string }>({ path, first, children }: PagesProps<Row>) {
  const [more, setMore] = useState<Page<Row>>()
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle')
  const next = more ? more.next : first.next
  const newest = new Set(first.rows.map(({ id }) => id))
  const rows = [...first.rows, ...(more?.rows ?? []).filter(({ id }) => !newest.has(id))]
  const load = async () => {
    setState('loading')
    try {
      const page = await ask<Page<Row>>(`${path}&cursor=${encodeURIComponent(next ?? '')}`)
      // What is new pushes rows off the first page; they are kept, or they would vanish between two pages.
      setMore({ rows: [...rows, ...page.rows], next: page.next })
      setState('idle')
    } catch {
      setState('failed')
    }
  }
  return (
    <>
      {children(rows)}
      {state === 'failed' && (
        <p role="alert" class="refused">
          {words.failed.title}
        </p>
      )}
      {next !== null && (
        <button type="button" class="button" disabled={state === 'loading'} onClick={load}>
          {state === 'loading' ? words.loading : words.list.more}
        </button>
      )}
    </>
  )
}
