import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

type MenuProps = { class: string; label: ComponentChildren; children: ComponentChildren; onOpen?(): void }

/** Something more behind a button. It closes by Escape, and when the reader turns to something else. */
export function Menu({ class: name, label, children, onOpen }: MenuProps) {
  const menu = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const turnAway = ({ target }: Event) => {
      if (menu.current?.open && target instanceof Node && !menu.current.contains(target))
        menu.current.open = false
    }
    const escape = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape' || !menu.current?.open) return
      menu.current.open = false
      menu.current.querySelector('summary')?.focus()
    }
    addEventListener('pointerdown', turnAway)
    addEventListener('focusin', turnAway)
    addEventListener('keydown', escape)
    return () => {
      removeEventListener('pointerdown', turnAway)
      removeEventListener('focusin', turnAway)
      removeEventListener('keydown', escape)
    }
  }, [])
  return (
    <details class="menu" ref={menu} onToggle={(event) => event.currentTarget.open && onOpen?.()}>
      <summary class={name}>{label}</summary>
      {children}
    </details>
  )
}
