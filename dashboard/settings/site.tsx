import { useId, useState } from 'preact/hooks'
import type { SiteView } from '../../server/contract/sites'
import { ask } from '../app/api'
import { localeOptions, timeZoneOptions } from '../app/regions'
import { refresh } from '../app/resource'
import { ChoiceField, Field, Form, Saved } from '../ui/form'
import { Section } from '../ui/loading'
import { words } from '../words/setting-up'
import { originOf } from './origins/origin-of'

export function SiteSettings({ site }: { site: SiteView }) {
  const [saved, setSaved] = useState(false)
  const [stored, setStored] = useState(site)
  const send = async (fields: FormData) => {
    const origins = String(fields.get('origins')).split(/\s+/).filter(Boolean).map(originOf)
    const bots = String(fields.get('bots'))
      .split('\n')
      .map((name) => name.trim())
      .filter(Boolean)
    const body = {
      name: fields.get('name'),
      origins,
      timeZone: fields.get('timeZone'),
      locale: fields.get('locale'),
      newKeysPerDay: Number(fields.get('newKeysPerDay')),
      conversationUrl: fields.get('conversationUrl') || null,
      bots
    }
    const changed = await ask<SiteView>(`/v1/sites/${site.id}`, { method: 'PATCH', body })
    setStored(changed)
    setSaved(true)
    refresh()
  }
  return (
    <Section title={words.settings.siteTitle}>
      <div onInput={() => setSaved(false)}>
        <Form submit={words.settings.save} send={send} aside={<Saved saved={saved} />}>
          <Field
            label={words.welcome.siteName}
            name="name"
            defaultValue={site.name}
            required
            maxLength={200}
          />
          <Lines
            label={words.settings.origins}
            hint={words.settings.originsHint}
            name="origins"
            dir="ltr"
            lines={stored.origins}
          />
          <ChoiceField
            label={words.welcome.timeZone}
            hint={words.welcome.timeZoneHint}
            name="timeZone"
            options={timeZoneOptions()}
            defaultValue={site.timeZone}
          />
          <ChoiceField
            label={words.welcome.language}
            name="locale"
            options={localeOptions()}
            defaultValue={site.locale}
          />
          <Field
            label={words.strangers.setting}
            hint={words.strangers.settingHint}
            name="newKeysPerDay"
            type="number"
            min={0}
            max={10_000}
            required
            defaultValue={String(site.newKeysPerDay)}
          />
          <Field
            label={words.settings.conversationUrl}
            hint={words.settings.conversationUrlHint}
            name="conversationUrl"
            type="url"
            dir="ltr"
            defaultValue={site.conversationUrl ?? ''}
          />
          <Lines
            label={words.settings.bots}
            hint={words.settings.botsHint}
            name="bots"
            dir="auto"
            lines={stored.bots}
          />
        </Form>
      </div>
    </Section>
  )
}

type LinesProps = { label: string; hint: string; name: string; dir: 'ltr' | 'auto'; lines: readonly string[] }

/** One on each line. They are shown again as they are stored, which may differ from what was typed. */
function Lines({ label, hint, name, dir, lines }: LinesProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        key={lines.join('\n')}
        id={id}
        name={name}
        rows={3}
        dir={dir}
        spellcheck={false}
        defaultValue={lines.join('\n')}
        aria-describedby={`${id}-hint`}
      />
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  )
}
