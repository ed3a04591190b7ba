import { once } from 'node:events'
import type { Logger } from 'pino'
import type { Database } from '../db/database'
import type { Job } from '../jobs/polling-job'
import { makeJob } from '../jobs/polling-job'
import { markNow, trimChanges } from './changes'
import { columnsOf } from './columns'
import type { FiguresThread } from './figures-thread'

/** Whoever knows of no change for so long, makes the columns anew. */
const keptMs = 60 * 60 * 1_000
const trimEveryMs = 10 * 60 * 1_000
/** Whoever asks for a figure waits for what has changed since: some thousand changes at most. */
const everyMs = 5_000

/** `tried`: they were loaded once, or could not be. */
export type Trimming = Job & { tried: Promise<void> }

/**
 * Loads the columns after the start, brings them up to date every few seconds, though nobody asks for
 * figures, and takes away the changes that every process has known for long.
 */
export function makeTrimming({
  database,
  figures,
  log
}: {
  database: Database
  figures?: FiguresThread
  log: Logger
}): Trimming {
  const marks: { mark: number; at: number }[] = []
  let dueAt = 0
  let haveTried = () => {}
  const tried = new Promise<void>((resolve) => (haveTried = resolve))

  async function work(stopped: AbortSignal) {
    const now = performance.now()
    if (now < dueAt) return { begun: [], nextInMs: dueAt - now }
    dueAt = now + everyMs
    const [lastAt = -Infinity] = marks.map(({ at }) => at).slice(-1)
    const isTrimming = now - lastAt >= trimEveryMs
    if (isTrimming) marks.push({ mark: await markNow(database), at: now })
    // Whoever stops the process does not wait for all answers to be read.
    const loaded = new AbortController()
    const loading = (figures ?? columnsOf(database)).load()
    const stopping = once(stopped, 'abort', { signal: loaded.signal })
    await Promise.race([loading, stopping]).finally(() => loaded.abort())
    stopped.throwIfAborted()
    const old = isTrimming && marks.findLast(({ at }) => at <= now - keptMs)
    if (old) {
      await trimChanges(database, old.mark)
      marks.splice(0, marks.indexOf(old))
    }
    return { begun: [], nextInMs: everyMs }
  }

  return { ...makeJob((stopped) => work(stopped).finally(haveTried), log), tried }
}
