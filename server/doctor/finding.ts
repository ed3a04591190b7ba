/** What one check found. `wrong` must be mended, `warn` should be looked at; both say what to do. */
export type Finding = { state: 'ok' | 'warn' | 'wrong'; about: string; found: string; toDo?: string }

export function ok(about: string, found: string): Finding {
  return { state: 'ok', about, found }
}

export function warn(about: string, found: string, toDo: string): Finding {
  return { state: 'warn', about, found, toDo }
}

export function wrong(about: string, found: string, toDo: string): Finding {
  return { state: 'wrong', about, found, toDo }
}

/** One line for a terminal. What others wrote may be in it, so nothing of it moves the cursor. */
export function lineOf({ state, about, found, toDo }: Finding): string {
  const text = toDo === undefined ? found : `${found} ${toDo}`
  return `${state.padEnd(5)}  ${about.padEnd(11)}  ${text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()}`
}

/** Why something failed, in the words of whoever refused it; the name of the failure where there are none. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code } = error as NodeJS.ErrnoException // of a call to the system, where there is one
  const own = error.message === '' || error.message === 'fetch failed' ? undefined : error.message
  return own ?? (error.cause === undefined ? (code ?? error.name) : reasonOf(error.cause))
}

/** A length of time in the largest unit that fits. */
export function span(ms: number): string {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1_000]
  ] as const
  const [name, size] = units.find(([, size]) => ms >= size) ?? units[3]
  const count = Math.round(ms / size)
  return `${count} ${name}${count === 1 ? '' : 's'}`
}

/** A size in MB or GB. */
export function sizeWords(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(1)} MB`
}
