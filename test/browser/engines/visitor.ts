import type { Tab } from './driver'
import { until } from './driver'

const selectors = {
  radio: 'input[type=radio]',
  button: 'button',
  textbox: 'textarea',
  group: 'fieldset',
  region: '[role=region]',
  status: '[role=status]'
}

export type Role = keyof typeof selectors
export type Visitor = ReturnType<typeof visitorOf>

type Box = { x: number; y: number; width: number; height: number }

/**
 * A person in front of a tab: finds things by what they are and are called, in whatever shadow root, and
 * uses mouse and keys.
 */
export function visitorOf(tab: Tab) {
  const boxesOf = (role: Role, name: string) =>
    tab.evaluate(`(${boxes})(${JSON.stringify(selectors[role])}, ${JSON.stringify(name)})`) as Promise<Box[]>

  /** The box of the one thing with this role whose name begins so, once it has come and stands still. */
  function see(role: Role, name = ''): Promise<Box> {
    let before = ''
    return until(`${role} “${name}”`, async () => {
      const [box] = await boxesOf(role, name)
      const now = JSON.stringify(box)
      if (now === before) return box
      before = now
    })
  }

  return {
    ...tab,
    see,
    count: async (role: Role, name = '') => (await boxesOf(role, name)).length,
    async tap(role: Role, name = '') {
      const { x, y, width, height } = await see(role, name)
      await tab.click(x + width / 2, y + height / 2)
    },
    /** Waits until an expression in the page is true. */
    wait: (expression: string) => until(expression, async () => Boolean(await tab.evaluate(expression)))
  }
}

/** Runs in the page. */
function boxes(selector: string, name: string): Box[] {
  const roots: ParentNode[] = [document]
  for (const root of roots)
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot)
  const found = roots.flatMap((root) => [...root.querySelectorAll<HTMLElement>(selector)])
  const nameOf = (element: HTMLElement) => {
    const label =
      element.ariaLabel ??
      (element as HTMLInputElement).labels?.[0]?.textContent ??
      element.querySelector('legend')?.textContent
    return (label ?? element.textContent ?? '').trim()
  }
  return found
    .filter((element) => nameOf(element).startsWith(name))
    .map((element) => {
      element.scrollIntoView({ block: 'nearest' })
      const { x, y, width, height } = element.getBoundingClientRect()
      return { x, y, width, height }
    })
    .filter(({ width, height }) => width > 0 && height > 0)
}
