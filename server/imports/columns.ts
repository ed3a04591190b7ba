/** Gets a cell of a row by the slug of its column; empty where the file has no such column. */
export type Get = (column: string) => string

/**
 * “Survey Date”, “survey_date”, “surveyDate” and “Survey date (UTC)” are one name: words of small letters,
 * joined by “_”.
 */
export function columnSlug(name: string): string {
  const bare = name.trimEnd().replace(/\((?:utc|gmt)\)$/i, '')
  return bare
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '')
}

/** Makes the function that looks into a row. Of two columns with one name the first is meant. */
export function cellReader(header: readonly string[]): (cells: readonly string[]) => Get {
  const index = new Map<string, number>()
  for (const [at, name] of header.entries()) {
    const slug = columnSlug(name)
    if (!index.has(slug)) index.set(slug, at)
  }
  return (cells) => (column) => cells[index.get(column) ?? -1]?.trim() ?? ''
}

/**
 * The column that one of `names` names, most telling first, rather one that `isFilled` by its position; a
 * name that two columns share tells nothing.
 */
export function findColumn(
  header: readonly string[],
  names: readonly string[] | number,
  isFilled: (index: number) => boolean = () => true
): string | undefined {
  if (typeof names === 'number') return header[names]
  const slugs = header.map(columnSlug)
  const found = names
    .map((name) => slugs.indexOf(name))
    .filter((index) => index >= 0 && slugs.lastIndexOf(slugs[index] ?? '') === index)
  const index = found.find(isFilled) ?? found[0]
  return index === undefined ? undefined : header[index]
}
