/**
 * JSON by key in localStorage. Storage may be absent, full or throw on mere mention (sandboxed frames, blocked cookies);
 * then what is written lasts as long as the page, and nobody who reads or writes needs to know.
 */
export function openStore() {
  const unwritten: Record<string, string> = {}
  return {
    /** What was written under this key, by whatever version of us and by whoever else: the reader must be content with any shape. */
    read(key: string): unknown {
      try {
        return JSON.parse(unwritten[key] ?? localStorage.getItem(key) ?? 'null')
      } catch {
        return null
      }
    },
    /** Writes a value, or forgets the key when there is none. */
    write(key: string, value?: unknown) {
      unwritten[key] = JSON.stringify(value ?? null)
      try {
        if (value) localStorage.setItem(key, JSON.stringify(value))
        else localStorage.removeItem(key)
        delete unwritten[key]
      } catch {
        // The value stays in `unwritten`.
      }
    }
  }
}

export type Store = ReturnType<typeof openStore>
