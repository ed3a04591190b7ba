import { problem } from './problem'

/** Where a page begins: after this row of a list that is in the order of time. */
export type Place = { at: number; id: string }

export function cursorOf({ at, id }: Place): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url')
}

/**
 * A cursor says where to go on, not what may be seen, so it needs no signature; only what we would write
 * ourselves is taken. Throws `invalid` for anything else.
 */
export function placeOf(cursor: string): Place {
  const [at, id] = partsOf(cursor)
  const place = { at: Number(at), id: String(id) }
  if (
    !Number.isSafeInteger(place.at) ||
    id === undefined ||
    cursorOf(place) !== cursor ||
    place.id.includes('\0')
  ) {
    throw problem('invalid', '“cursor” is none of ours; begin again without it.', 'cursor')
  }
  return place
}

function partsOf(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(parts) ? parts : []
  } catch {
    return []
  }
}
