import { useId } from 'preact/hooks'

type Props = { name: string; label: string; value?: string; longest?: number }

/** A text of several lines that somebody has to write. */
export function LongText({ name, label, value = '', longest = 5_000 }: Props) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea id={id} name={name} rows={3} required maxLength={longest} dir="auto" defaultValue={value} />
    </div>
  )
}
