import type { EncodingName } from '../../server/contract/encodings'
import type { ImportReport, MappingInput } from '../../server/contract/imports'
import { ChoiceField } from '../ui/form'
import { words } from '../words/setting-up'
import { encodingLabels } from './encodings'

type Props = { report: ImportReport; change(mapping: MappingInput): void }

/** How the letters of the file are written, with what of it would be read so. */
export function EncodingChoice({ report: { encoding, mapping }, change }: Props) {
  const texts = words.imports
  const label = Object.entries(encodingLabels).find(([name]) => name === encoding.name)?.[1] ?? encoding.name
  // Its languages are in the list below; beside the words before it they would not fit.
  const [guess = label] = label.split(' · ')
  const [shown] = encoding.readings ?? []
  const choose = (name: string) => {
    const { encoding: _before, ...others } = mapping
    change(name === '' ? others : { ...others, encoding: name as EncodingName }) // one of the options below
  }
  return (
    <div>
      <ChoiceField
        label={texts.encoding}
        options={[
          { value: '', label: texts.encodingGuess(guess) },
          ...Object.entries(encodingLabels).map(([value, label]) => ({ value, label }))
        ]}
        defaultValue={mapping.encoding ?? ''}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {shown && mapping.encoding === undefined && (
        <p class="hint">
          {texts.encodingShown} <bdi>{shown.lines.join(' · ')}</bdi>
        </p>
      )}
    </div>
  )
}
