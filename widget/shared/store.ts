/** What could not be stored, by key, for as long as the page lasts. */
export type Kept = Record<string, string>

/**
 * What was written under this key, by whatever version of us and by whoever else: the reader must be
 * content with any shape.
 */
export function readKept(kept: Kept, key: string): unknown {
  try {
    return JSON.parse((kept[key] ?? localStorage.getItem(key)) as string) // null is read as it is written
  } catch {
    // Nothing that can be read is there.
  }
}

/**
 * JSON by key in localStorage. Storage may be absent, full or throw on mere mention (sandboxed frames,
 * blocked cookies); then what is written lasts as long as the page, and nobody who reads or writes needs to
 * know.
 */
export function openStore(kept: Kept = {}) {
  return {
    read: (key: string) => readKept(kept, key),
    /** Writes a value, or forgets the key when there is none. */
    write(key: string, value?: unknown) {
      const text = (kept[key] = toJson(value ?? null))
      try {
        if (value) localStorage.setItem(key, text)
        else localStorage.removeItem(key)
        delete kept[key]
      } catch {
        // The value stays in `kept`.
      }
    }
  }
}

export type Store = ReturnType<typeof openStore>

/**
 * JSON as everybody else means it: an old Prototype.js teaches arrays to write themselves as text, and they
 * forget that for the while.
 */
export function toJson(value: unknown): string {
  const arrays = Array.prototype as { toJSON?: unknown } // there on such a page
  const own = arrays.toJSON
  delete arrays.toJSON
  try {
    return JSON.stringify(value)
  } finally {
    if (own) arrays.toJSON = own
  }
}

export const same = (a: unknown, b: unknown) => toJson(a) === toJson(b)
