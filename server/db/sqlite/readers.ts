import type { Connection } from './connection'
import type { Answer, Asked } from './thread'
import { isWorking } from './thread'

/** What takes no longer than this is quick, in milliseconds. */
const quickMs = 10
const statementsRemembered = 5_000

/**
 * Reads by two connections. A statement is known by how long it took before: what is known to be quick does
 * not wait for what is not, so that a figure that takes seconds holds up nobody's sign-in.
 */
export function makeReaders(any: Connection, quick: Connection) {
  const took = new Map<string, number>()

  function remember(sql: string, ms: number) {
    if (took.size >= statementsRemembered) took.clear()
    // It may be slow for one survey and quick for another: the slow one is forgotten slowly.
    took.set(sql, Math.max(ms, (took.get(sql) ?? 0) * 0.9))
  }

  return {
    async ask(asked: Extract<Asked, { is: 'query' }>): Promise<Answer> {
      const isQuick = (took.get(asked.sql) ?? Infinity) <= quickMs
      const reader = isQuick && isWorking('reader') ? quick : any
      const answer = await reader.ask(asked)
      remember(asked.sql, answer.ms)
      return answer
    },
    async close() {
      await Promise.all([any.close(), quick.close()])
    }
  }
}
