/** Hands the reader a file that was made on this page. */
export function save(content: Blob, name: string) {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken the address by then, and may still be reading from it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

export function fileName(parts: readonly string[], ending: string): string {
  return `${parts
    .join('-')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')}.${ending}`
}
