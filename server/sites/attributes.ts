import { groupingOf } from '../attributes/declared'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { SiteRow } from '../db/rows'

/**
 * Where values of attributes count under something else from now on, every process makes its columns anew,
 * in the transaction that changes the site.
 */
export function* groupAnew(
  handle: Handle,
  { tables: { change } }: Database,
  before: SiteRow,
  after: SiteRow
) {
  if (groupingOf(before) === groupingOf(after)) return
  yield* run(handle.insert(change).values({ kind: 'anew', scope: '', id: '' }))
}
