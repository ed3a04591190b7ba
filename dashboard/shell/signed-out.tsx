import type { ComponentChildren } from 'preact'
import { Title } from '../ui/title'
import { words } from '../words'
import { Mark } from './frame'
import { LanguageChoice } from './language-choice'

/** The page around a form that lets somebody in. */
export function Door({
  title,
  text,
  children
}: {
  title: string
  text?: string
  children: ComponentChildren
}) {
  return (
    <main class="door">
      <div class="door-top">
        <p class="brand">
          <Mark />
          <span>{words.product}</span>
        </p>
        <LanguageChoice />
      </div>
      <Title>{title}</Title>
      {text && <p class="lead">{text}</p>}
      {children}
    </main>
  )
}
