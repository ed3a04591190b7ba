import type { Logger } from 'pino'
import { z } from 'zod'
import type { Only } from './access/permissions'
import { problem } from './contract/problem'
import { namedDimensions } from './contract/tags'
import { responseStates } from './contract/terms'
import type { Database } from './db/database'

/**
 * What a dashboard is told: there are new answers in this state to this survey, an import has come so far,
 * or one that the dashboard itself began and gave this name, names of this kind are others or count as
 * others, messages of this connector were sent or came further, or what this endpoint is told did.
 */
export type News = z.infer<typeof news>

const answersNews = z.object({ survey: z.string(), state: z.enum(responseStates) })
const importNews = z.object({
  import: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  rows: z.int()
})
const watchNews = z.object({
  watch: z.string(),
  at: z.enum(['checking', 'comparing', 'storing']),
  done: z.int(),
  total: z.int()
})
const namesNews = z.object({ names: z.enum(namedDimensions) })
const deliveriesNews = z.object({ connector: z.string() })
const news = z.union([answersNews, importNews, watchNews, namesNews, deliveriesNews])

/** Which kind of news this is, as the events call it. */
export function eventOf(one: News): 'response' | 'import' | 'progress' | 'names' | 'delivery' {
  if ('watch' in one) return 'progress'
  return 'survey' in one ? 'response' : 'import' in one ? 'import' : 'names' in one ? 'names' : 'delivery'
}

/**
 * Tells the dashboards of a site. What they show is right after a reload all the same, so nothing fails
 * where they cannot be told.
 */
export async function tellNews(database: Database, log: Logger, site: string, one: News): Promise<void> {
  await database
    .tell(JSON.stringify({ site, ...one }))
    .catch((error: unknown) => log.warn({ err: error }, 'the dashboards were not told what is new'))
}

/**
 * To whom an answer was given. Only who tells and who hears need it, so that agents hear of their own
 * answers.
 */
export type Whose = { agent: string; team: string }

/** PostgreSQL carries no message of 8,000 bytes or more. */
const whoseBytesMax = 6_000

/** Tells of answers, and those who see the answers to some agents or teams only of these. */
export async function tellAnswers(
  database: Database,
  log: Logger,
  news: News & { site: string; survey: string },
  whose: readonly Whose[]
): Promise<void> {
  const distinct = [
    ...new Map(whose.map(({ agent, team }) => [JSON.stringify([agent, team]), { agent, team }])).values()
  ]
  let part: Whose[] = []
  const tell = () => database.tell(JSON.stringify({ ...news, whose: part }))
  try {
    for (const each of distinct) {
      if (part.length > 0 && Buffer.byteLength(JSON.stringify([...part, each])) > whoseBytesMax) {
        await tell()
        part = []
      }
      part.push(each)
    }
    await tell()
  } catch (error) {
    log.warn({ err: error }, 'the dashboards were not told what is new')
  }
}

/** Has every process look at once whether those who follow still may. */
export async function tellRights(database: Database, log: Logger): Promise<void> {
  await database
    .tell(rightsChanged)
    .catch((error: unknown) =>
      log.warn({ err: error }, 'other processes were not told that rights have changed')
    )
}

const rightsChanged = '{"rights":"changed"}'

/**
 * `next` gives what is new since it was called last, nothing when it is time for a sign of life,
 * `undefined` at the end.
 */
type Following = { next(): Promise<News[] | undefined>; end(): void; isDisplaced(): boolean }

/** Who follows: under which name, by which right, of whose answers they hear, and whether they still may. */
type Listener = { name: string; right: string; only?: Only | undefined; isAllowed(): Promise<boolean> }

export type Live = {
  /** Throws `live-full` where so many follow that there is no room for more. */
  follow(siteId: string, listener?: Listener): Following
  /** How many follow at the moment. */
  followers(): number
  /** Ends the following of all who may not any more. */
  check(): Promise<void>
  /** Ends every following; clients come back to another process. */
  close(): void
}

const heartbeatMs = 20_000
/** A client has to come back after so long, so that one that is gone without a word is forgotten. */
const followingMs = 15 * 60_000
/** Whoever may not any more stops hearing within so long, whatever took the right away. */
const checkMs = 3_000
const followersMax = { perPerson: 5, inAll: 2_000 }

const message = news.and(
  z.object({ site: z.string(), whose: z.array(z.object({ agent: z.string(), team: z.string() })).optional() })
)
type Message = { site: string; news: News; whose: readonly Whose[] }

type Follower = { listener: Listener | undefined; tell(news: News): void; end(how?: 'displaced'): void }

/** Hears of answers from every process on the database, once, and tells all who follow the site. */
export function makeLive({ heard }: Database, beatMs = heartbeatMs): Live {
  const followers = new Map<string, Set<Follower>>()
  const everyone = () => [...followers.values()].flatMap((its) => [...its])
  let checking: Promise<void> | undefined

  const hear = (text: string) => {
    if (text === rightsChanged) return void check()
    const heardNow = messageIn(text)
    if (!heardNow) return
    for (const follower of followers.get(heardNow.site) ?? [])
      if (isFor(heardNow, follower.listener)) follower.tell(heardNow.news)
  }
  heard.on('message', hear)
  const timer = setInterval(() => void check(), checkMs).unref()

  async function checkAll() {
    // Several pages that are open by one right are asked about once.
    const asked = new Map<string, Promise<boolean>>()
    await Promise.all(
      [...followers].flatMap(([site, its]) =>
        [...its].map(async (follower) => {
          const { listener } = follower
          if (!listener) return
          const name = `${site} ${listener.right}`
          // a database that is away takes no rights away
          const answer = asked.get(name) ?? listener.isAllowed().catch(() => true)
          asked.set(name, answer)
          if (!(await answer)) follower.end()
        })
      )
    )
  }

  function check(): Promise<void> {
    // A right that went while this was asked is asked about once more.
    const before = checking ?? Promise.resolve()
    const now = before.then(checkAll).finally(() => {
      if (checking === now) checking = undefined
    })
    checking = now
    return now
  }

  function makeRoom(siteId: string, { name }: Listener) {
    const theirs = [...(followers.get(siteId) ?? [])].filter(({ listener }) => listener?.name === name)
    for (const oldest of theirs.slice(0, Math.max(0, theirs.length + 1 - followersMax.perPerson)))
      oldest.end('displaced')
    if (everyone().length >= followersMax.inAll) throw problem('live-full')
  }

  function follow(siteId: string, listener?: Listener): Following {
    if (listener) makeRoom(siteId, listener)
    // News that wait are kept once each, so that a client that reads slowly costs no memory.
    const waiting = new Map<string, News>()
    let ended = false
    let displaced = false
    let wake = () => {}
    const follower: Follower = {
      listener,
      tell(news) {
        // Of an import only how far it is now.
        waiting.set(
          'import' in news ? news.import : 'watch' in news ? news.watch : JSON.stringify(news),
          news
        )
        wake()
      },
      end(how) {
        ended = true
        displaced = how === 'displaced'
        clearTimeout(life)
        its.delete(follower)
        if (its.size === 0) followers.delete(siteId)
        wake()
      }
    }
    const life = setTimeout(() => follower.end(), followingMs).unref()
    const its = followers.get(siteId) ?? new Set()
    followers.set(siteId, its.add(follower))
    return {
      end: () => follower.end(),
      isDisplaced: () => displaced,
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
    followers: () => everyone().length,
    check,
    close() {
      heard.off('message', hear)
      clearInterval(timer)
      for (const follower of everyone()) follower.end()
    }
  }
}

/** Whoever sees some answers only hears of these, and of names, which their figures change with. */
function isFor({ news, whose }: Message, listener: Listener | undefined): boolean {
  const only = listener?.only
  if (!only) return true
  if ('survey' in news) return whose.some((one) => only.keys.includes(one[only.dimension]))
  return 'names' in news
}

/** A process of another version may say what this one does not understand: that is no news. */
function messageIn(text: string): Message | undefined {
  try {
    const { site, whose = [], ...news } = message.parse(JSON.parse(text))
    return { site, news, whose }
  } catch {
    return undefined
  }
}
