/** Prints rows under their titles; columns of figures stand on the right. */
export function table(print, head, rows) {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => String(row[column]).length))
  )
  const isNumber = head.map((_title, column) =>
    rows.every((row) => /^(–|≤ .*|[\d.,]+ ?[%×]?)$/.test(String(row[column])))
  )
  const line = (cells) =>
    cells
      .map((cell, column) =>
        isNumber[column] ? String(cell).padStart(widths[column]) : String(cell).padEnd(widths[column])
      )
      .join('  ')
  print(line(head))
  print(widths.map((width) => '─'.repeat(width)).join('  '))
  for (const row of rows) print(line(row))
}
