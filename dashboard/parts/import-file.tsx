import { useState } from 'preact/hooks'
import { instant } from '../format'
import { useResource } from '../resource'
import { words } from '../words'
import { ChoiceField } from './form'
import { Bones, Loaded, Section } from './states'
import type { TargetedDragEvent } from 'preact'
import type { ImportReport } from '../../server/contract/imports'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'

type Props = { surveys: readonly SurveyView[]; survey: SurveyView; chooseSurvey(id: string): void; chosen(file: File): void; looking: string | undefined }

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
      <label class={over ? 'drop over' : 'drop'} onDragOver={(event) => drag(event, true)} onDragLeave={(event) => drag(event, false)} onDrop={drop} aria-busy={looking !== undefined}>
        <input
          class="unseen"
          type="file"
          accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl,text/csv,application/json"
          disabled={looking !== undefined}
          aria-label={texts.choose}
          aria-describedby="import-kinds"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            if (file) chosen(file)
          }}
        />
        {looking === undefined ? <span><span class="button main">{texts.choose}</span> <span class="faint drop-hint">{texts.drop}</span></span> : <span role="status">{texts.looking(looking)}</span>}
        <span class="hint" id="import-kinds">{texts.kinds}</span>
      </label>
    </div>
  )
}

/** What was imported into the survey until now. */
export function PastImports({ site, survey }: { site: SiteView; survey: SurveyView }) {
  const past = useResource<{ rows: ImportReport[] }>(`/v1/imports?survey=${encodeURIComponent(survey.id)}`)
  const texts = words.imports
  return (
    <Loaded of={past} skeleton={<Bones widths={[100]} class="bone row tall" />}>
      {({ rows }) => rows.length > 0 && (
        <Section title={texts.before}>
          <ul class="entries">
            {rows.map(({ id, file, startedAt, state, source, counts }) => (
              <li key={id}>
                <span><strong>{file}</strong> {state !== 'done' && <span class="badge">{texts.states[state]}</span>}</span>
                <span class="faint">{[instant(startedAt, site.timeZone), texts.sources[source], texts.beforeRow(counts.accepted, counts.rejected)].join(' · ')}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Loaded>
  )
}
