import type { Kind, Questions } from './wire'

type Told = Questions[Kind][1]

/**
 * About so many bytes of answers to questions are remembered as long as nothing changes: many look at the
 * same page.
 */
const bytesMax = 8_000_000

/** What was counted since the columns changed last, by what was asked for. */
export type Remembered = {
  get(name: string): Promise<Told> | undefined
  /** A failure is not remembered. */
  keep(name: string, asked: Promise<Told>): void
  forget(): void
}

export function makeRemembered(): Remembered {
  const told = new Map<string, Promise<Told>>()
  let bytes = 0

  function forget() {
    told.clear()
    bytes = 0
  }

  return {
    get: (name) => told.get(name),
    keep(name, asked) {
      told.set(name, asked)
      const isThere = () => told.get(name) === asked
      asked.then(
        (answer) => {
          if (!isThere()) return
          bytes += name.length + bytesOf(answer)
          if (bytes > bytesMax) forget()
        },
        () => isThere() && told.delete(name)
      )
    },
    forget
  }
}

/** About how much memory an answer takes. */
function bytesOf(told: Told): number {
  const cells = 'cells' in told ? told.cells.byteLength : 0
  const keys =
    'keys' in told ? ('codes' in told.keys ? told.keys.codes.byteLength : 100 * told.keys.length) : 0
  return 1_000 + cells + keys + (Array.isArray(told) ? 500 * told.length : 0)
}
