import type { TargetedDragEvent } from 'preact'
import { useState } from 'preact/hooks'
import type { SurveyView } from '../../server/contract/surveys'
import { ChoiceField } from '../ui/form'
import { words } from '../words/setting-up'
import { ImportProgress } from './progress'
import type { Going } from './send'

type Props = {
  surveys: readonly SurveyView[]
  survey: SurveyView
  chooseSurvey(id: string): void
  chosen(file: File): void
  looking: { file: File; going: Going } | undefined
}

/** Where one says which file goes into which survey. */
export function ImportFile({ surveys, survey, chooseSurvey, chosen, looking }: Props) {
  const [over, setOver] = useState(false)
  const texts = words.imports
  const drag = (event: TargetedDragEvent<HTMLElement>, isOver: boolean) => {
    event.preventDefault()
    setOver(isOver)
  }
  const drop = (event: TargetedDragEvent<HTMLElement>) => {
    drag(event, false)
    const file = event.dataTransfer?.files[0]
    if (file) chosen(file)
  }
  return (
    <div class="import-file">
      <ChoiceField
        label={texts.survey}
        hint={texts.scale(survey.scale.min, survey.scale.max)}
        options={surveys.map(({ id, name }) => ({ value: id, label: name }))}
        defaultValue={survey.id}
        onChange={(event) => chooseSurvey(event.currentTarget.value)}
      />
      {looking ? (
        <div class="drop sent" aria-busy="true">
          <ImportProgress {...looking} takesFocus />
        </div>
      ) : (
        <label
          class={over ? 'drop over' : 'drop'}
          onDragOver={(event) => drag(event, true)}
          onDragLeave={(event) => drag(event, false)}
          onDrop={drop}
        >
          <input
            class="unseen"
            type="file"
            accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl,text/csv,application/json"
            aria-label={texts.choose}
            aria-describedby="import-kinds"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0]
              if (file) chosen(file)
            }}
          />
          <span>
            <span class="button main">{texts.choose}</span> <span class="faint drop-hint">{texts.drop}</span>
          </span>
          <span class="hint" id="import-kinds">
            {texts.kinds}
          </span>
        </label>
      )}
    </div>
  )
}
