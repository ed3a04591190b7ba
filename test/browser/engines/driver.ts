/**
 * One tab of a browser in a profile of its own, told what to do from outside as a hand would: nothing is
 * dispatched by script.
 */
export type Tab = {
  open: (url: string) => Promise<void>
  /** Goes to the page before, as the Back button does. */
  back: () => Promise<void>
  /** The value of an expression as JSON carries it; a promise is waited for. */
  evaluate: (expression: string) => Promise<unknown>
  /** Moves the mouse there and clicks; pixels of the viewport. */
  click: (x: number, y: number) => Promise<void>
  /** Presses and releases one key after the other; `keys` has those that write nothing. */
  type: (text: string) => Promise<void>
  screenshot: () => Promise<Buffer>
  close: () => Promise<void>
}

/** A browser that runs; every tab is a visitor who has never been here. */
export type Running = { newTab: () => Promise<Tab>; stop: () => Promise<void> }

export type Engine = { name: string; isInstalled: boolean; start: () => Promise<Running> }

/** WebDriver's names for keys that write nothing. */
export const keys = {
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015'
}

/** What WebDriver, old and BiDi alike, calls a click. */
export function clicking(x: number, y: number) {
  const actions = [
    { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
    { type: 'pointerDown', button: 0 },
    { type: 'pointerUp', button: 0 }
  ]
  return [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }]
}

/** What WebDriver, old and BiDi alike, calls typing. */
export function typing(text: string) {
  const actions = [...text].flatMap((value) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value }
  ])
  return [{ type: 'key', id: 'keyboard', actions }]
}

/**
 * Waits until `look` gives something other than undefined or false, and returns it. Looking into a page
 * that is just being left throws in every engine: that is not yet, too, and is told only when it never
 * ends.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  patienceMs = 15_000
): Promise<T> {
  const deadline = Date.now() + patienceMs
  let trouble: unknown
  for (;;) {
    const seen = await look().catch((error: unknown) => void (trouble = error))
    if (seen !== undefined && seen !== false) return seen
    if (Date.now() > deadline)
      throw new Error(`${what}: waited for ${patienceMs} ms in vain`, { cause: trouble })
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
