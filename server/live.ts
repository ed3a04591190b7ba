import { z } from 'zod'
import { responseStates } from './contract/terms'
import type { Database } from './db/database'

/** What a dashboard is told: there are new answers in this state to this survey, an import has come so far, or answers count under other names. */
export type News = z.infer<typeof answersNews> | z.infer<typeof importNews> | z.infer<typeof namesNews>

const answersNews = z.object({ survey: z.string(), state: z.enum(responseStates) })
const importNews = z.object({ import: z.string(), state: z.enum(['running', 'done', 'failed']), rows: z.int() })
const namesNews = z.object({ names: z.literal('changed') })

/** `next` gives what is new since it was called last, nothing when it is time for a sign of life, `undefined` at the end. */
export type Following = { next(): Promise<News[] | undefined>; end(): void }

export type Live = {
  follow(siteId: string): Following
  /** How many follow at the moment. */
  followers(): number
  /** Ends every following; clients come back to another process. */
  close(): void
}

const heartbeatMs = 20_000
/** A client has to show again who it is after so long, so that somebody who was sent away stops hearing. */
const followingMs = 15 * 60_000

const message = z.union([answersNews, importNews, namesNews]).and(z.object({ site: z.string() }))

/** Hears of answers from every process on the database, once, and tells all who follow the site. */
export function makeLive({ heard }: Database, beatMs = heartbeatMs): Live {
  const followers = new Map<string, Set<{ tell(news: News): void; end(): void }>>()

  const hear = (text: string) => {
    const heardNow = newsIn(text)
    if (heardNow) for (const follower of followers.get(heardNow.site) ?? []) follower.tell(heardNow.news)
  }
  heard.on('message', hear)

  function follow(siteId: string): Following {
    // News that wait are kept once each, so that a client that reads slowly costs no memory.
    const waiting = new Map<string, News>()
    let ended = false
    let wake = () => {}
    const follower = {
      tell(news: News) {
        waiting.set('import' in news ? news.import : 'names' in news ? 'names' : `${news.survey} ${news.state}`, news)
        wake()
      },
      end() {
        ended = true
        clearTimeout(life)
        its.delete(follower)
        if (its.size === 0) followers.delete(siteId)
        wake()
      }
    }
    const life = setTimeout(follower.end, followingMs).unref()
    const its = followers.get(siteId) ?? new Set()
    followers.set(siteId, its.add(follower))
    return {
      end: follower.end,
      async next() {
        if (!ended && waiting.size === 0) {
          await new Promise<void>((resolve) => {
            const beat = setTimeout(resolve, beatMs).unref()
            wake = () => {
              clearTimeout(beat)
              resolve()
            }
          })
        }
        const news = [...waiting.values()]
        waiting.clear()
        return ended ? undefined : news
      }
    }
  }

  return {
    follow,
    followers: () => [...followers.values()].reduce((sum, its) => sum + its.size, 0),
    close() {
      heard.off('message', hear)
      for (const follower of [...followers.values()].flatMap((its) => [...its])) follower.end()
    }
  }
}

/** A process of another version may say what this one does not understand: that is no news. */
function newsIn(text: string): { site: string; news: News } | undefined {
  try {
    const { site, ...news } = message.parse(JSON.parse(text))
    return { site, news }
  } catch {
    return undefined
  }
}
