/** @jsxImportSource . */
import { Points } from './points'
import { isLow } from './scale'
import type { Fate } from './outbox'
import type { Step } from './steps'
import type { Definition } from './wire'

type Props = {
  definition: Definition
  step: Step
  /** What became of the answer, when that is known. */
  fate: Fate | undefined
  announcement: string
  choose: (point: number, passing: boolean) => void
  finish: (comment: string) => void
  /** Absent in line, where a survey is part of the page and cannot be closed. */
  dismiss: (() => void) | undefined
}

/** What a customer sees, in every step. */
export function Card({ definition, step, fate, announcement, choose, finish, dismiss }: Props) {
  const { question, words, style, scale, locale, direction } = definition

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    // Only a form with a comment can be sent.
    finish((event.currentTarget as HTMLFormElement).querySelector('textarea')?.value ?? '')
  }

  return (
    <div class={`card${scale.max - scale.min > 6 ? ' wide' : ''}`} lang={locale} dir={direction} role={dismiss && 'region'} aria-label={dismiss && words.feedback}>
      {step.at === 'thanking' ? (
        <div class="thanks" tabIndex={-1}>
          <svg viewBox="0 0 48 48" aria-hidden="true">
            <path d="M14 25l7 7 14-15" />
          </svg>
          {words.thanks}
        </div>
      ) : (
        <form onSubmit={submit}>
          <fieldset>
            <legend>{question}</legend>
            <Points definition={definition} choose={choose} chosen={step.chosen} />
            {style !== 'thumbs' && (
              <div class="ends" aria-hidden="true">
                <span>{words.labels[0]}</span>
                <span>{words.labels[words.labels.length - 1]}</span>
              </div>
            )}
          </fieldset>
          {step.at === 'commenting' && (
            <div class="comment">
              <label>
                {isLow(step.rating, definition) ? words.commentLow : words.commentHigh} <small>({words.optional})</small>
                <textarea rows={3} maxLength={commentLengthMax} />
              </label>
              <button>{words.send}</button>
            </div>
          )}
        </form>
      )}
      {fate && fate !== 'saved' && <p class="note">{words[fate]}</p>}
      {dismiss && (
        <button type="button" class="close" aria-label={words.close} onClick={dismiss}>
          <svg viewBox="0 0 48 48" aria-hidden="true">
            <path d="M17 17l14 14M31 17L17 31" />
          </svg>
        </button>
      )}
      <p class="unseen" role="status">
        {announcement}
      </p>
    </div>
  )
}

const commentLengthMax = 2_000
