import type { Logger } from 'pino'
import { z } from 'zod'
import { namedDimensions } from './contract/tags'
import { responseStates } from './contract/terms'
import type { Database } from './db/database'

/**
 * What a dashboard is told: there are new answers in this state to this survey, an import has come so far, names of this kind
 * are others or count as others, messages of this connector were sent or came further.
 */
export type News = z.infer<typeof news>

const answersNews = z.object({ survey: z.string(), state: z.enum(responseStates) })
const importNews = z.object({ import: z.string(), state: z.enum(['running', 'done', 'failed']), rows: z.int() })
const namesNews = z.object({ names: z.enum(namedDimensions) })
const deliveriesNews = z.object({ connector: z.string() })
const news = z.union([answersNews, importNews, namesNews, deliveriesNews])

/** Which kind of news this is, as the events call it. */
export function eventOf(one: News): 'response' | 'import' | 'names' | 'delivery' {
  return 'survey' in one ? 'response' : 'import' in one ? 'import' : 'names' in one ? 'names' : 'delivery'
}

/** Tells the dashboards of a site. What they show is right after a reload all the same, so nothing fails where they cannot be told. */
export async function tellNews(database: Database, log: Logger, site: string, one: News): Promise<void> {
  await database.tell(JSON.stringify({ site, ...one })).catch((error: unknown) => log.warn({ err: error }, 'the dashboards were not told what is new'))
}

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

const message = news.and(z.object({ site: z.string() }))

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
        // Of an import only how far it is now.
        waiting.set('import' in news ? news.import : JSON.stringify(news), news)
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
