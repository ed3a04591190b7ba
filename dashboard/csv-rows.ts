const separators = [',', ';', '\t'] as const

/** The rows of a CSV file (RFC 4180), parted by whichever of comma, semicolon and tab the first line holds most. Empty lines are left out. */
export function rowsOfCsv(file: string): string[][] {
  const text = file.replace(/^\uFEFF/, '')
  const first = text.split(/\r?\n/, 1)[0] ?? ''
  const separator = [...separators].sort((a, b) => first.split(b).length - first.split(a).length)[0] ?? ','
  const rows: string[][] = []
  let row: string[] = []
  let field = ''
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at)
    if (isQuoted) {
      if (letter !== '"') field += letter
      else if (text.charAt(at + 1) === '"') field += text.charAt(at++)
      else isQuoted = false
    } else if (letter === '"' && field === '') isQuoted = true
    else if (letter === separator || letter === '\n') {
      row.push(field.replace(/\r$/, ''))
      field = ''
      if (letter === '\n') {
        rows.push(row)
        row = []
      }
    } else field += letter
  }
  rows.push([...row, field])
  return rows.filter((cells) => cells.some((cell) => cell.trim() !== ''))
}
