/** What one field may hold: nothing where it is not known. */
export type Field = string | number | null | undefined

/**
 * Rows as CSV that spreadsheets open as it is meant: numbers in full precision, and no text that they would
 * run as a formula.
 */
export function csvOf(names: readonly string[], rows: readonly (readonly Field[])[]): string {
  // The mark at the beginning tells spreadsheets that this is UTF-8.
  return `\uFEFF${[names, ...rows].map((row) => `${row.map(written).join(',')}\r\n`).join('')}`
}

function written(field: Field): string {
  if (field === null || field === undefined) return ''
  const text = typeof field === 'string' ? defused(field) : String(field)
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * An apostrophe says "this is text": before a formula, also where a cell begins for readers that cut at
 * “;”, tabs or line ends.
 */
function defused(text: string): string {
  const inside = text.replace(/(^|[;\t\r\n])(?=[^\S\t\r\n]*[=+\-@＝＋－＠])/g, "$1'")
  return /^[\t\r]/.test(inside) ? `'${inside}` : inside
}
