/** What a log may say of an error: what kind it is and where it arose, nothing that somebody sent. */
export type ToldError = {
  type: string
  message: string
  code?: string
  constraint?: string
  table?: string
  column?: string
  statement?: string
  stack?: string
  cause?: ToldError
}

const messageLengthMax = 200
const statementLengthMax = 300
const causesMax = 5

/**
 * An error without the data that failed with it. Messages of databases, parsers and mail servers quote what
 * they were given, so a message ends where a quotation, a list of parameters or a value may begin.
 * Statements are told as they are prepared: our values stand beside them, never within. Of a stack only the
 * places are told.
 */
export function toldError(error: unknown, depth = 0): ToldError {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'something that is no error was thrown' }
  // any error may have more properties
  const { code, constraint, table, column, query } = error as Error & Record<string, unknown>
  const stack = placesOf(error)
  return {
    type: error.name,
    message: typeof query === 'string' ? 'a statement failed' : withoutData(error.message),
    ...named('code', code),
    ...named('constraint', constraint),
    ...named('table', table),
    ...named('column', column),
    ...(typeof query === 'string' && { statement: query.slice(0, statementLengthMax) }),
    ...(stack && { stack }),
    ...(error.cause !== undefined && depth < causesMax && { cause: toldError(error.cause, depth + 1) })
  }
}

/**
 * The beginning of a message, up to the first sign that a value follows; then what looks like an address or
 * a number is hidden.
 */
function withoutData(message: string): string {
  const end = message.search(/["'`“”‘«<:{[(\r\n]/)
  const beginning = (end < 0 ? message : message.slice(0, end)).slice(0, messageLengthMax).trim()
  return beginning
    .split(' ')
    .map((word) => (word.includes('@') || /\d{7}/.test(word) ? '…' : word))
    .join(' ')
}

/** Names and codes come from the schema and from the system; anything else that stands there is not told. */
function named(name: 'code' | 'constraint' | 'table' | 'column', value: unknown) {
  return typeof value === 'string' && /^\w{1,80}$/.test(value) ? { [name]: value } : {}
}

/** The lines of a stack that name places in our code, without the message that stands before them. */
function placesOf({ stack = '', message }: Error): string {
  const start = message === '' ? 0 : stack.indexOf(message)
  const places = start < 0 ? stack : stack.slice(start + message.length)
  return places
    .split('\n')
    .filter((line) => line.startsWith('    at ') && /(?::\d+:\d+\)?|<anonymous>\)?|native\))$/.test(line))
    .join('\n')
}
