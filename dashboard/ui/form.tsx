import type { ComponentChildren, JSX, TargetedSubmitEvent } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Refusal } from '../app/api'
import { words } from '../words'
import { sentenceOf } from './loading'

type State = { at: 'editing' } | { at: 'sending' } | { at: 'refused'; sentence: string }

type FormProps = {
  submit: string
  /** What to do with the fields; what it throws is told under them. */
  send(fields: FormData): Promise<void>
  children: ComponentChildren
  aside?: ComponentChildren
}

/** A form that sends once, says why it was refused, and leads back to the field that was wrong. */
export function Form({ submit, send, children, aside }: FormProps) {
  const [state, setState] = useState<State>({ at: 'editing' })
  const onSubmit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    setState({ at: 'sending' })
    try {
      await send(new FormData(form))
      setState({ at: 'editing' })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setState({ at: 'refused', sentence: sentenceOf(error) })
      const path = error.field ?? ''
      const field = form.elements.namedItem(path) ?? form.elements.namedItem(path.split('.')[0] ?? '')
      if (field instanceof HTMLElement) field.focus()
    }
  }
  return (
    <form class="form" onSubmit={onSubmit}>
      {children}
      {state.at === 'refused' && (
        <p class="refused" role="alert">
          {state.sentence}
        </p>
      )}
      <div class="form-end">
        <button class="button main" disabled={state.at === 'sending'}>
          {submit}
        </button>
        {aside}
      </div>
    </form>
  )
}

/** What is written from left to right in every language. */
const latin: readonly unknown[] = ['email', 'password', 'url']

/** Says beside the button of a form that it was saved, also to whoever hears the page. */
export function Saved({ saved }: { saved: boolean }) {
  return (
    <span role="status" class="faint">
      {saved ? words.settings.saved : ''}
    </span>
  )
}

type FieldProps = { label: string; hint?: string } & JSX.IntrinsicElements['input']

export function Field({ label, hint, ...input }: FieldProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        {...(latin.includes(input.type) && { dir: 'ltr' as const })}
        {...input}
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
      />
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

type ChoiceProps = {
  label: string
  hint?: string
  options: readonly { value: string; label: string }[]
} & JSX.IntrinsicElements['select']

export function ChoiceField({
  label,
  hint,
  options,
  defaultValue,
  ...select
}: ChoiceProps & { defaultValue: string }) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} {...select} {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}>
        {options.map(({ value, label: name }) => (
          <option key={value} value={value} selected={value === defaultValue}>
            {name}
          </option>
        ))}
      </select>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
