import { fileBytes } from '../place'

const megabyte = 1024 * 1024
/** The log is emptied when it is larger than this, so that it stays below 64 MB. */
const emptiedBytes = 32 * megabyte
/** From here on it is tried again with each look, whatever that costs. */
const urgentBytes = 44 * megabyte
const lookedAtEveryMs = 20
/** Where it could not be emptied it is tried again after so long, or when it has grown by so much. */
const [againAfterMs, againAfterBytes] = [1_000, 4 * megabyte]

/**
 * Keeps the log beside an SQLite file small. SQLite copies it into the file by itself, but begins it anew
 * only at a moment when nobody reads: with readers around, such a moment may never come, and the log grows.
 * `empty` waits a moment for those who read, lets nobody write meanwhile, and says whether it could.
 */
export function watchLog(path: string, empty: () => Promise<boolean>): () => void {
  let lookAt = 0
  let again = { at: 0, bytes: 0 }
  let isBusy = false
  /** To be called after each write. */
  return () => {
    const now = performance.now()
    if (isBusy || now < lookAt) return
    lookAt = now + lookedAtEveryMs
    const bytes = fileBytes(`${path}-wal`)
    if (bytes < emptiedBytes || (now < again.at && bytes < again.bytes)) return
    isBusy = true
    void empty()
      .catch(() => false)
      .then((isEmpty) => {
        isBusy = false
        if (!isEmpty)
          again = { at: now + againAfterMs, bytes: Math.min(bytes + againAfterBytes, urgentBytes) }
      })
  }
}
