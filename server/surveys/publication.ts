import { and, eq, isNull, ne } from 'drizzle-orm'
import { problem } from '../contract/problem'
import type { Database } from '../db/database'
import type { SiteRow, VersionRow } from '../db/rows'
import { originsOf } from '../sites/sites'
import type { Survey } from './view'

/** How long a change of a site or survey may take to reach customers in another process. */
const freshForMs = 1_000
const keptMax = 10_000
/** How long one waits for the database, and for how long what was known last may then stand in for it. */
const patienceMs = 1_000
const staleForMs = 3_600_000

/** A survey, its meaning, its site and who may send answers to it: all that taking in one answer needs. */
export type Published = Survey & { site: SiteRow; origins: readonly string[] }

/** What is asked for on every answer and every page view, kept in memory for a second. */
export type Publication = {
  survey(id: string): Promise<Published | undefined>
  site(key: string): Promise<{ site: SiteRow; surveys: Survey[] } | undefined>
  /**
   * What a survey meant when an answer with this version was given; nothing where there never was such a
   * version.
   */
  version(surveyId: string, version: number): Promise<VersionRow | undefined>
  /** Forgets everything, after a change in this process. */
  forget(): void
}

export function makePublication(database: Database, steady: () => number): Publication {
  const { site, survey, surveyVersion } = database.tables
  const current = and(eq(surveyVersion.surveyId, survey.id), eq(surveyVersion.version, survey.version))
  const surveys = remembered(steady, async (id) => {
    const [found] = await database.handle
      .select({ row: survey, meaning: surveyVersion, site })
      .from(survey)
      .innerJoin(surveyVersion, current)
      .innerJoin(site, eq(site.id, survey.siteId))
      .where(and(eq(survey.id, id), ne(survey.state, 'deleted')))
    return found && { ...found, origins: originsOf(found.site) }
  })
  const sites = remembered(steady, async (key) => {
    const [found] = await database.handle
      .select()
      .from(site)
      .where(and(eq(site.key, key), isNull(site.deletedAt)))
    if (!found) return undefined
    const live = await database.handle
      .select({ row: survey, meaning: surveyVersion })
      .from(survey)
      .innerJoin(surveyVersion, current)
      .where(and(eq(survey.siteId, found.id), eq(survey.state, 'live')))
      .orderBy(survey.createdAt, survey.id)
    return { site: found, surveys: live }
  })
  return {
    survey: surveys.get,
    site: sites.get,
    async version(surveyId, version) {
      const [found] = await database.handle
        .select()
        .from(surveyVersion)
        .where(and(eq(surveyVersion.surveyId, surveyId), eq(surveyVersion.version, version)))
      return found
    },
    forget() {
      surveys.clear()
      sites.clear()
    }
  }
}

/**
 * Keeps what `load` gives for a second. When a database then fails or takes its time, what was known last
 * has to do for the moment: strangers' pages wait for our script before they say that they are loaded, so
 * it must never hang.
 */
function remembered<T>(steady: () => number, load: (key: string) => Promise<T>) {
  const kept = new Map<string, { value: T; until: number }>()
  const loading = new Map<string, Promise<T>>()

  function loaded(key: string): Promise<T> {
    const underWay = loading.get(key)
    if (underWay) return underWay
    const value = load(key)
    const done = () => loading.get(key) === value && loading.delete(key)
    loading.set(key, value)
    value.then((value) => {
      // What was under way while something changed may be what it was before.
      if (!done()) return
      if (kept.size >= keptMax) kept.clear()
      kept.set(key, { value, until: steady() + freshForMs })
    }, done)
    return value
  }

  return {
    async get(key: string): Promise<T> {
      const known = kept.get(key)
      if (known && known.until > steady()) return known.value
      let timer: ReturnType<typeof setTimeout> | undefined
      const patience = new Promise<never>(
        (_, reject) => (timer = setTimeout(() => reject(problem('database-busy')), patienceMs))
      )
      try {
        return await Promise.race([loaded(key), patience])
      } catch (error) {
        if (known && steady() - known.until < staleForMs) return known.value
        throw error
      } finally {
        clearTimeout(timer)
      }
    },
    clear() {
      kept.clear()
      loading.clear()
    }
  }
}
