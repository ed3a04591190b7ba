/** @jsxImportSource . */

import type { Fate, SentDefinition, Told } from '../shared/protocol'
import { isLow, thanksFor } from '../shared/scale'
import type { Step } from '../shared/steps'
import { FollowUps } from './follow-ups'
import { draw, Points } from './points'

type Props = {
  definition: SentDefinition
  step: Step
  /** What became of the answer, when that is known. */
  fate: Fate | undefined
  choose: (point: number, passing: boolean) => void
  say: (told: Told, goesOn?: boolean) => void
  finish: (comment: string) => void
  /** Absent in line, where a survey is part of the page and cannot be closed. */
  dismiss: (() => void) | undefined
}

/** What a customer sees, in every step. */
export function Card({ definition, step, fate, choose, say, finish, dismiss }: Props) {
  const { question, words, style, locale, direction } = definition
  // What is not chosen yet is no number, and so not low.
  const low = isLow(Number(step.chosen), definition)
  const { text, link } = thanksFor(step.chosen, definition)

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    // Only a form can be sent.
    finish((event.currentTarget as HTMLFormElement).querySelector('textarea')?.value ?? '')
  }

  return (
    <div
      class="card"
      lang={locale}
      dir={direction}
      role={dismiss && 'region'}
      aria-label={dismiss && words.feedback}
      tabIndex={-1}
    >
      {step.at === 'thanking' ? (
        <div class="thanks">
          {draw({ path: 'M14 25l7 7 14-15' })}
          <span>
            {text}
            {ASKS_MORE && link && (
              <a href={link.url} target="_blank" rel="noopener">
                {link.label}
              </a>
            )}
          </span>
        </div>
      ) : (
        <form onSubmit={submit}>
          <fieldset>
            <legend>{question}</legend>
            <Points definition={definition} name="rating" choose={choose} chosen={step.chosen} />
            {style !== 'thumbs' && (
              <div class="ends" aria-hidden="true">
                <span>{words.labels[0]}</span>
                <span>{words.labels[1]}</span>
              </div>
            )}
          </fieldset>
          {step.at === 'following' && <FollowUps {...{ definition, low, step, say }} />}
        </form>
      )}
      {fate && fate !== 'saved' && <p class="note">{words[fate]}</p>}
      {dismiss && (
        <button type="button" class="close" aria-label={words.close} onClick={dismiss}>
          {draw({ path: 'M17 17l14 14M31 17L17 31' })}
        </button>
      )}
    </div>
  )
}
