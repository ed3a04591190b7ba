import { useId } from 'preact/hooks'

type Props = {
  name: string
  label: string
  hint?: string
  value?: string
  longest?: number
  required?: boolean
}

/** A text of several lines, which somebody has to write unless it says otherwise. */
export function LongText({ name, label, hint, value = '', longest = 5_000, required = true }: Props) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        name={name}
        rows={3}
        required={required}
        maxLength={longest}
        dir="auto"
        defaultValue={value}
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
