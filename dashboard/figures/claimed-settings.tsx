import { useState } from 'preact/hooks'
import type { SiteView } from '../../server/contract/sites'
import type { ClaimedAgents } from '../../server/contract/terms'
import { ask } from '../app/api'
import { refresh } from '../app/resource'
import { ChoiceField, Form, Saved } from '../ui/form'
import { Section } from '../ui/loading'
import { words } from '../words'

const choices = ['count', 'leave-out'] as const

/** What the site makes of agents and teams that a page merely names. */
export function ClaimedSettings({ site }: { site: SiteView }) {
  const [saved, setSaved] = useState(false)
  const texts = words.standing.settings
  const send = async (fields: FormData) => {
    await decide(site, fields.get('claimedAgents') as ClaimedAgents) // the options below
    setSaved(true)
  }
  return (
    <div id="claimed">
      <Section title={texts.title}>
        <p>{texts.text}</p>
        <div onInput={() => setSaved(false)}>
          <Form submit={words.settings.save} send={send} aside={<Saved saved={saved} />}>
            <ChoiceField
              key={site.claimedAgents}
              label={texts.label}
              name="claimedAgents"
              options={choices.map((value) => ({ value, label: texts.choices[value] }))}
              defaultValue={site.claimedAgents}
            />
          </Form>
        </div>
      </Section>
    </div>
  )
}

/** Asks the owners of a site from before there were signatures, once, what claimed agents are to be. */
export function AskAboutClaimed({ site }: { site: SiteView }) {
  const texts = words.standing.ask
  if (!site.askAboutClaimed) return null
  return (
    <aside class="server-notice asked">
      <p>
        <strong>{texts.title}</strong>
      </p>
      <p>{texts.text}</p>
      <p class="choices">
        {choices.map((value) => (
          <button key={value} type="button" class="button small" onClick={() => void decide(site, value)}>
            {texts[value]}
          </button>
        ))}
      </p>
    </aside>
  )
}

async function decide(site: SiteView, claimedAgents: ClaimedAgents) {
  await ask(`/v1/sites/${site.id}`, { method: 'PATCH', body: { claimedAgents } })
  refresh()
}
