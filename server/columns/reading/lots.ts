/** So many rows are read in one go: some milliseconds on SQLite, where nobody else is served meanwhile. */
const lotSize = 2_000
const idsAtOnce = 500

/**
 * All rows of something in their order, in lots between which others come in; `read` gives the next ones
 * after a row.
 */
export async function* inLots<Row>(
  read: (after: Row | undefined, size: number) => PromiseLike<Row[]>
): AsyncGenerator<Row[]> {
  let after: Row | undefined
  for (;;) {
    const rows = await read(after, lotSize)
    if (rows.length > 0) yield rows
    if (rows.length < lotSize) return
    after = rows.at(-1)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** The rows of some ids, or instants; a database takes a bounded number of them in one statement. */
export async function readInParts<Row, Id extends string | number>(
  ids: readonly Id[],
  read: (some: readonly Id[]) => PromiseLike<Row[]>
): Promise<Row[]> {
  const found: Row[] = []
  for (let start = 0; start < ids.length; start += idsAtOnce)
    found.push(...(await read(ids.slice(start, start + idsAtOnce))))
  return found
}
