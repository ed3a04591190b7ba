import type { ImportReport, MappingInput } from '../../server/contract/imports'
import { words } from '../words/setting-up'

type Props = { report: ImportReport; change(mapping: MappingInput): void }

/**
 * Words that stand in several columns of topics: each column's is one of its own, unless the reader says
 * that they are the same.
 */
export function SharedTopics({ report: { sharedTopics, mapping }, change }: Props) {
  const texts = words.imports.shared
  if (sharedTopics.length === 0) return null
  const { sharedTopics: _before, ...others } = mapping
  const isSame = mapping.sharedTopics === 'same'
  return (
    <div class="mapping-shared">
      <p class="hint">
        {texts.found} <bdi>{sharedTopics.join(' · ')}</bdi>
      </p>
      <label class="check">
        <input
          type="checkbox"
          checked={isSame}
          onChange={(event) =>
            change(event.currentTarget.checked ? { ...others, sharedTopics: 'same' } : others)
          }
        />
        {texts.same}
      </label>
      {!isSame && <p class="hint">{texts.apart}</p>}
    </div>
  )
}
