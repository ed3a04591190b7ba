import type { TagView } from '../../server/contract/tags'

/** A tag with its other names, and how many topics it stands under. */
export type TagNode = { tag: TagView; names: TagView[]; depth: number }

/**
 * Parts after what they are a part of, otherwise as they came; other names with the tag that they are names
 * for.
 */
export function treeOf(rows: readonly TagView[]): TagNode[] {
  const byKey = new Map(rows.map((row) => [row.key, row]))
  const canonical = (key: string): string => {
    const into = byKey.get(key)?.mergedInto?.key
    return into === undefined ? key : canonical(into)
  }
  const own = rows.filter(({ mergedInto }) => mergedInto === null)
  const node = (tag: TagView, depth: number): TagNode[] => [
    { tag, names: rows.filter((row) => row.mergedInto !== null && canonical(row.key) === tag.key), depth },
    ...own
      .filter(({ under }) => under !== null && canonical(under.key) === tag.key)
      .flatMap((part) => node(part, depth + 1))
  ]
  return own.filter(({ under }) => under === null).flatMap((tag) => node(tag, 0))
}
