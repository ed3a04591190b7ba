import type { SiteView } from '../../server/contract/sites'
import { navigate } from '../app/address'
import { ask } from '../app/api'
import { localeOptions, timeZoneOptions } from '../app/regions'
import { originOf } from '../settings/origins/origin-of'
import { ChoiceField, Field, Form } from '../ui/form'
import { words } from '../words/setting-up'

export function SiteStep() {
  const send = async (fields: FormData) => {
    const body = {
      name: fields.get('name'),
      origins: [originOf(String(fields.get('origins')))],
      timeZone: fields.get('timeZone'),
      locale: fields.get('locale')
    }
    const site = await ask<SiteView>('/v1/sites', { method: 'POST', body })
    navigate(`/welcome?site=${site.id}`)
  }
  return (
    <Form submit={words.welcome.next} send={send}>
      <Field
        label={words.welcome.siteName}
        name="name"
        placeholder={words.welcome.siteNameExample}
        autocomplete="organization"
        required
        maxLength={200}
      />
      <Field
        label={words.welcome.origin}
        hint={words.welcome.originHint}
        name="origins"
        inputMode="url"
        placeholder="https://shop.example"
        dir="ltr"
        required
        spellcheck={false}
        autocapitalize="off"
      />
      <ChoiceField
        label={words.welcome.timeZone}
        hint={words.welcome.timeZoneHint}
        name="timeZone"
        options={timeZoneOptions()}
        defaultValue={Intl.DateTimeFormat().resolvedOptions().timeZone}
      />
      <ChoiceField
        label={words.welcome.language}
        name="locale"
        options={localeOptions()}
        defaultValue={navigator.language.split('-')[0] ?? 'en'}
      />
    </Form>
  )
}
