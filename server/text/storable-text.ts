/** What a stranger wrote, as both databases keep it: PostgreSQL refuses NUL and halves of characters. */
export function storable(text: string, lengthMax: number): string {
  return text.replaceAll('\0', '').trim().slice(0, lengthMax).toWellFormed()
}
