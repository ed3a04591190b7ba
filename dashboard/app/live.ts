import { useEffect, useState } from 'preact/hooks'
import { refresh } from './resource'

const refreshEveryMs = 2_000
const renewEveryMs = 10_000

/** How far an import into the site has come. */
export type ImportNews = { import: string; state: 'running' | 'done' | 'failed'; rows: number }
const importListeners = new Set<(news: ImportNews) => void>()

/**
 * Calls `hear` with the news of imports that come over the line of the frame, for as long as the view is
 * open.
 */
export function useImportNews(hear: (news: ImportNews) => void) {
  useEffect(() => {
    importListeners.add(hear)
    return () => void importListeners.delete(hear)
  }, [hear])
}

/**
 * How far an import or a dry run is that a page sent as `watch`, in rows; their number is an estimate while
 * the file is checked.
 */
export type ProgressNews = {
  watch: string
  at: 'checking' | 'comparing' | 'storing'
  done: number
  total: number
}
const progressListeners = new Set<(news: ProgressNews) => void>()

/** Calls `hear` with how far imports into the site are, until what it gives back is called. */
export function hearProgress(hear: (news: ProgressNews) => void): () => void {
  progressListeners.add(hear)
  return () => void progressListeners.delete(hear)
}

/** How many views are open that show what became of messages. */
let messageViews = 0

/**
 * Brings the view up to date when a message comes further, for as long as it is open. The other views have
 * nothing to renew then.
 */
export function useMessageNews() {
  useEffect(() => {
    messageViews++
    return () => void messageViews--
  }, [])
}

/**
 * Brings the view up to date when a message comes further, and every ten seconds while somebody looks at
 * it. That customers open links and begin to answer happens many times a second, and is told to nobody.
 */
export function useRenewal() {
  useMessageNews()
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && refresh(), renewEveryMs)
    return () => clearInterval(timer)
  }, [])
}

/**
 * Brings the view up to date when an answer arrives at the site or a name changes, at most every two seconds.
 * Says whether the line is open, once that is known.
 */
export function useLive(siteId: string | undefined): 'open' | 'closed' | undefined {
  const [line, setLine] = useState<'open' | 'closed'>()
  useEffect(() => {
    if (siteId === undefined) return
    let wasOpen = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let refreshedAt = 0
    const soon = () => {
      if (timer !== undefined) return
      timer = setTimeout(
        () => {
          timer = undefined
          refreshedAt = Date.now()
          refresh()
        },
        Math.max(0, refreshedAt + refreshEveryMs - Date.now())
      )
    }
    let source: EventSource | undefined
    const connect = () => {
      source = new EventSource(`/api/v1/live?site=${encodeURIComponent(siteId)}`)
      for (const event of ['response', 'names']) source.addEventListener(event, soon)
      source.addEventListener('delivery', () => messageViews > 0 && soon())
      source.addEventListener('import', ({ data }: MessageEvent<string>) => {
        const news = JSON.parse(data) as ImportNews // as the server writes it
        for (const hear of importListeners) hear(news)
      })
      source.addEventListener('progress', ({ data }: MessageEvent<string>) => {
        const news = JSON.parse(data) as ProgressNews // as the server writes it
        for (const hear of progressListeners) hear(news)
      })
      source.addEventListener('open', () => {
        setLine('open')
        // Whatever arrived while the line was down was not told.
        if (wasOpen) soon()
        wasOpen = true
      })
      source.addEventListener('error', () => setLine('closed'))
    }
    // Over HTTP/1.1 a browser has six connections to a server: tabs that nobody looks at must not take them
    // all.
    const look = () => {
      source?.close()
      if (document.visibilityState === 'visible') connect()
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
      source?.close()
    }
  }, [siteId])
  return line
}
