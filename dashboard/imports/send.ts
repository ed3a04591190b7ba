import type { ImportReport, ImportSource, MappingInput } from '../../server/contract/imports'
import { sendForm } from '../app/api'
import type { ProgressNews } from '../app/live'
import { hearProgress } from '../app/live'

/** Whose file it is and what is what in it, as far as the reader said so. */
export type Order = { source?: ImportSource; mapping?: MappingInput }

/**
 * How far a file is: which share of it was sent, or, where the server says it, how many of its rows are
 * done.
 */
export type Going = { at: 'sending'; share: number } | Omit<ProgressNews, 'watch'>

type Sent = { survey: string; file: File; order: Order; dryRun: boolean }

/** Sends a file to be imported, or to say what would become of it. Throws a Refusal. */
export async function sendFile(
  { survey, file, order: { source, mapping }, dryRun }: Sent,
  onProgress: (going: Going) => void
): Promise<ImportReport> {
  const form = new FormData()
  const watch = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16)).join('')
  form.set('survey', survey)
  form.set('watch', watch)
  if (source) form.set('source', source)
  if (mapping) form.set('mapping', JSON.stringify(mapping))
  form.set('file', file)
  const parts = ['checking', 'comparing', 'storing']
  let part = -1
  const stop = hearProgress(({ watch: whose, ...news }) => {
    // News of two connections may come in another order.
    if (whose !== watch || parts.indexOf(news.at) < part) return
    part = parts.indexOf(news.at)
    onProgress(news)
  })
  try {
    // What was sent is being checked, also where nobody tells how far that is.
    const onSent = (share: number) =>
      part < 0 && onProgress(share < 1 ? { at: 'sending', share } : { at: 'checking', done: 0, total: 0 })
    return await sendForm<ImportReport>(`/v1/imports?dryRun=${dryRun}`, form, onSent)
  } finally {
    stop()
  }
}
