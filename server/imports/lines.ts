import { columnSlug } from './columns'
import { isBlank } from './rating'
import type { Row } from './rows'

/** Lines above the names of the columns that are looked through for them. */
const titleLinesMax = 20

/** “-----” and “=====”, with which tables for reading part their lines. */
const rule = /^[\s\-–—=_*+:.]*$/

/** Whether a line holds nothing: separators alone, or the strokes with which tables for reading are drawn. */
export function isEmptyLine(cells: readonly string[]): boolean {
  return (
    cells.every((cell) => cell.trim() === '') ||
    (cells.every((cell) => rule.test(cell)) && cells.some((cell) => cell.trim().length >= 3))
  )
}

/**
 * Which of the first rows names the columns: the first one that is not a title of the report. A title fills
 * one or two cells where the table has more, and below it stands a line of words that names all of them.
 */
export function headerAmong(rows: readonly Row[], isHeader: (cells: readonly string[]) => boolean): number {
  const filled = (row: Row | undefined) => row?.cells.filter((cell) => cell.trim() !== '').length ?? 0
  const width = usual(rows.map(({ cells }) => cells.length))
  if (rows.length < 2 || isHeader(rows[0]?.cells ?? [])) return 0
  for (let index = 0; index < Math.min(rows.length, titleLinesMax); index++) {
    const row = rows[index]
    const isTitle = filled(row) <= 2 && filled(row) < width
    if (isTitle) continue
    return index === 0 || !namesColumns(row?.cells ?? []) ? 0 : index
  }
  return 0
}

/** The width that most rows have; of two equally frequent ones the larger. */
function usual(widths: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
  return [...counts].sort(([a, ofA], [b, ofB]) => ofB - ofA || b - a)[0]?.[0] ?? 0
}

function namesColumns(cells: readonly string[]): boolean {
  const names = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  return (
    names.length > 0 &&
    names.every((name) => /\p{L}/u.test(name) && !/^\d{1,4}[-/.]\d/.test(name)) &&
    new Set(names).size > names.length / 2
  )
}

/** The names of the columns, those that are there twice told apart: “at (1)”, “at (2)”. */
export function distinct(header: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const name of header) counts.set(name, (counts.get(name) ?? 0) + 1)
  const seen = new Map<string, number>()
  return header.map((name) => {
    if (name === '' || counts.get(name) === 1) return name
    const ordinal = (seen.get(name) ?? 0) + 1
    seen.set(name, ordinal)
    return `${name} (${ordinal})`
  })
}

const footers = new Set([
  'total',
  'totals',
  'grand_total',
  'sub_total',
  'subtotal',
  'sum',
  'average',
  'avg',
  'mean',
  'median',
  'count',
  'overall',
  'gesamt',
  'summe',
  'durchschnitt',
  'mittelwert',
  'anzahl',
  'insgesamt',
  'total_général',
  'moyenne',
  'somme',
  'promedio',
  'suma',
  'media',
  'média',
  'soma',
  'totale',
  'somma',
  'totaal',
  'gemiddelde',
  'som',
  'итого',
  'всего',
  'сумма',
  'среднее',
  'toplam',
  'ortalama',
  'genel_toplam',
  'razem',
  'średnia',
  '合計',
  '総計',
  '平均',
  '总计',
  '合计',
  '平均值',
  '總計',
  '평균',
  '합계',
  'المجموع',
  'الإجمالي',
  'المتوسط',
  'مجموع',
  'کل',
  'اوسط',
  'میانگین',
  'нийт',
  'дундаж',
  'कुल',
  'औसत'
])

/**
 * Whether a line sums up what stands above it: “Total”, “Average:”, “Total responses”. It names no time of
 * its own.
 */
export function isFooter(cells: readonly string[], hasTime: boolean | undefined): boolean {
  if (hasTime) return false
  const first = cells.find((cell) => cell.trim() !== '') ?? ''
  const slug = columnSlug(first)
  // Where no column says when they were answered, only the bare word is one.
  return (
    footers.has(slug) ||
    (hasTime === false &&
      /^(grand_total|total|totals|average|avg|mean|sum|gesamt|durchschnitt|moyenne|promedio)_/.test(slug) &&
      slug.length < 40)
  )
}

/** Whether a line is a remark below the table: one cell with words in it, in a table that has more. */
export function isRemark(cells: readonly string[], width: number): boolean {
  const filled = cells.filter((cell) => !isBlank(cell))
  const [first = ''] = cells
  return (
    width > 2 &&
    filled.length === 1 &&
    filled[0] === first &&
    /\p{L}/u.test(first) &&
    (/\s|:$/.test(first.trim()) || footers.has(columnSlug(first)))
  )
}
