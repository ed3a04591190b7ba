import type { Caller } from '../access/permissions'
import type { FiguresThread } from '../columns/figures-thread'
import { Problem } from '../contract/problem'
import type { AlertRow } from '../db/rows'

/** A figure of the API as the reader of an alert may see it; nothing where they may not. */
export type ReadFigure = <View>(alert: AlertRow, path: string, query: object) => Promise<View | undefined>

/** Reads figures by the rights of whoever is told: somebody who left a site, or a survey that is gone, has none. */
export function makeReadFigure(figureOf: FiguresThread['answer']): ReadFigure {
  return async <View>(alert: AlertRow, path: string, query: object) => {
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries(query)) search.set(name, String(value))
    try {
      const json = await figureOf(`/api/v1${path}?${search}`, readerOf(alert))
      return JSON.parse(json) as View // the route describes it so
    } catch (error) {
      if (error instanceof Problem) return undefined
      throw error
    }
  }
}

/**
 * By whose rights figures are read: a mail tells what its reader may see, a chat what anybody may who reads
 * the site’s scores and no single answers.
 */
function readerOf({ member, siteId }: AlertRow): Caller {
  return member === null
    ? { kind: 'key', id: 'alerts', siteId, scopes: new Set(['scores:read']) }
    : { kind: 'person', userId: member, name: '', email: '' }
}
