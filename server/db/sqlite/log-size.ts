import { sizeOf } from '../place'

/** The log is emptied when it is larger than this, so that it stays below 64 MB. */
const emptiedBytes = 32 * 1024 * 1024
/** From here on it is tried after each write, whatever that costs. */
const urgentBytes = 44 * 1024 * 1024
const lookedAtEveryMs = 100
const againAfterMs = 1_000

/**
 * Keeps the log beside an SQLite file small. SQLite copies it into the file by itself, but begins it anew
 * only at a moment when nobody reads: with readers around, such a moment may never come, and the log grows.
 * `empty` waits a moment for those who read, lets nobody write meanwhile, and says whether it could; if not,
 * it is tried again a second later, or after the next write where the log is large already.
 */
export function watchLog(path: string, empty: () => Promise<boolean>): () => void {
  let nextAt = 0
  let isBusy = false
  /** To be called after each write. */
  return () => {
    const now = performance.now()
    if (isBusy || now < nextAt) return
    nextAt = now + lookedAtEveryMs
    const bytes = sizeOf(`${path}-wal`)
    if (bytes < emptiedBytes) return
    isBusy = true
    void empty().catch(() => false).then((isEmpty) => {
      isBusy = false
      if (!isEmpty) nextAt = bytes < urgentBytes ? performance.now() + againAfterMs : 0
    })
  }
}
