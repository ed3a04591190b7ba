import { useState } from 'preact/hooks'
import type { ConnectorView } from '../../server/contract/connectors'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { Role } from '../../server/contract/terms'
import type { PageProps } from '../app/page'
import { useResource } from '../app/resource'
import { Frame, surveyPath } from '../shell/frame'
import { ChoiceField } from '../ui/form'
import { Title } from '../ui/title'
import { words } from '../words/setting-up'
import { InviteUpload } from './upload'

/** Invites whoever stands on a list. */
export function Upload({ params: { site = '', survey = '' } }: PageProps) {
  return (
    <Frame siteId={site} surveyId={survey} tab="response">
      {(here) =>
        here.survey && (
          <Uploading key={here.survey.id} site={here.site} survey={here.survey} role={here.role} />
        )
      }
    </Frame>
  )
}

function Uploading({ site, survey, role }: { site: SiteView; survey: SurveyView; role: Role }) {
  // Only owners may look at connectors; other managers name one in the list.
  const connectors = useResource<{ rows: ConnectorView[] }>(
    role === 'owner' ? `/v1/connectors?site=${encodeURIComponent(site.id)}` : null
  )
  const [file, setFile] = useState<File>()
  const [channel, setChannel] = useState('other')
  const [delivery, setDelivery] = useState('')
  const texts = words.invitations.list
  const channels = Object.entries(words.channels).map(([value, label]) => ({ value, label }))
  const carriers =
    connectors.at === 'ready' ? connectors.value.rows.map(({ id, name }) => ({ value: id, label: name })) : []
  return (
    <div class="upload">
      <p class="way-back">
        <a href={`${surveyPath(site.id, survey.id)}/invitations`}>{texts.back}</a>
      </p>
      <Title>{texts.title}</Title>
      <p class="lead">{texts.lead}</p>
      <div class="form">
        <div class="field">
          <label for="list-file">{texts.file}</label>
          <input
            id="list-file"
            type="file"
            accept=".csv,text/csv,text/plain"
            aria-describedby="list-hint"
            onChange={(event) => setFile(event.currentTarget.files?.[0])}
          />
          <p class="hint" id="list-hint">
            {texts.columns}: {texts.columnsHint}
          </p>
        </div>
        <ChoiceField
          label={texts.channel}
          name="channel"
          options={channels}
          defaultValue={channel}
          onChange={(event) => setChannel(event.currentTarget.value)}
        />
        {carriers.length > 0 && (
          <ChoiceField
            label={texts.delivery}
            name="delivery"
            options={[{ value: '', label: texts.noDelivery }, ...carriers]}
            defaultValue={delivery}
            onChange={(event) => setDelivery(event.currentTarget.value)}
          />
        )}
      </div>
      {file && (
        <InviteUpload
          key={`${file.name} ${file.size} ${file.lastModified}`}
          survey={survey}
          file={file}
          usual={{ channel, ...(delivery && { delivery }) }}
        />
      )}
    </div>
  )
}
