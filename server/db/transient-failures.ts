import { Problem, problem } from '../contract/problem'

/**
 * Failures that pass by themselves or by an operator's hand, by the code that SQLite, PostgreSQL or the
 * socket gives.
 */
const passing: readonly (readonly [RegExp, 'database-busy' | 'database-full' | 'database-broken'])[] = [
  [/^SQLITE_(BUSY|LOCKED)/, 'database-busy'],
  [/^SQLITE_FULL|^53100$|^(ENOSPC|EDQUOT)$/, 'database-full'],
  // The disk takes or gives nothing, or only in part; what is behind it is an operator's to find.
  [/^SQLITE_(READONLY|IOERR|CANTOPEN|PROTOCOL|CORRUPT|NOTADB)|^(EIO|EROFS)$/, 'database-broken'],
  // 08: connection; 40: conflict; 53: too little of something; 57: stopping or cancelled; 25006: a standby
  // that only reads.
  [/^(08|40|53|57)|^25006$/, 'database-busy'],
  [/^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT)$/, 'database-busy']
]

const cutOff =
  /^Connection terminated|^Client (has encountered a connection error|was closed) and is not queryable/
/** No connection became free in time, none could be made, or it did not answer: again in words only. */
const waitedInVain = /timeout exceeded when trying to connect|^timeout expired$|^Query read timeout$/

/** What to tell a client of a failure of the database that passes; nothing for a failure that is a bug. */
export function passingFailure(error: unknown): Problem | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    // A single statement that waited in vain for its turn: what a client is told stands within what the query
    // failed by.
    if (cause instanceof Problem) return cause
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
    const found = passing.find(([pattern]) => pattern.test(code))
    if (found) return problem(found[1])
    if (isCutOff(cause) || waitedInVain.test(cause.message)) return problem('database-busy')
  }
  return undefined
}

/** Whether PostgreSQL went away in the middle; its driver says so in words only. */
export function isCutOff(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cutOff.test(cause.message)) return true
  return false
}
