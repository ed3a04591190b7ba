import { instant } from '../app/format'
import { Section } from '../ui/loading'
import { words } from '../words'
import { SelectField, useBuilding } from './fields'

type Props = {
  /** Until when an attack has switched the proof of work on, if one did. */
  until: string | null | undefined
  timeZone: string
}

/** What keeps floods of answers out of the figures, beside what always does. */
export function ProtectionFields({ until, timeZone }: Props) {
  const {
    draft: { proofOfWork },
    set
  } = useBuilding()
  const text = words.builder.protection
  const isOn = proofOfWork === 'auto' && until && Date.parse(until) > Date.now()
  return (
    <Section title={text.title}>
      <div class="form">
        <SelectField
          path="proofOfWork"
          label={text.proof}
          hint={text.hints[proofOfWork]}
          options={Object.entries(text.choices)}
          value={proofOfWork}
          choose={(value) => set('proofOfWork', value)}
        />
        {isOn && <p class="hint">{text.until(instant(until, timeZone))}</p>}
      </div>
    </Section>
  )
}
