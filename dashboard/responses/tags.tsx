import { useState } from 'preact/hooks'
import type { AnswerView } from '../../server/contract/answers'
import type { SiteView } from '../../server/contract/sites'
import { ask } from '../app/api'
import { refresh } from '../app/resource'
import { Field, Form } from '../ui/form'
import { Section } from '../ui/loading'
import { Suggested } from '../ui/suggested'
import { words } from '../words'
import { AttributeFields, changedAttributes } from './attribute-fields'

/**
 * Says what the answer was about after all. Only what was changed is sent, so that two managers do not undo
 * each other.
 */
export function AnswerTags({ view, site }: { view: AnswerView; site: SiteView }) {
  const [open, setOpen] = useState(false)
  const texts = words.manage.answer
  return (
    <Section
      title={texts.retag}
      aside={
        open ? undefined : (
          <button type="button" class="button small" onClick={() => setOpen(true)}>
            {words.manage.tags.change}
          </button>
        )
      }
    >
      <p class="faint">{texts.retagHint}</p>
      {open && <Retagging view={view} site={site} />}
    </Section>
  )
}

function Retagging({ view, site }: { view: AnswerView; site: SiteView }) {
  const texts = words.manage.answer
  const before = {
    channel: view.channel,
    topics: view.topics.join(', '),
    agent: view.agent ?? '',
    team: view.team ?? ''
  }
  const send = async (fields: FormData) => {
    const after = Object.fromEntries(
      (['channel', 'topics', 'agent', 'team'] as const).flatMap((name) => {
        const value = String(fields.get(name)).trim()
        return value === before[name]
          ? []
          : [
              [
                name,
                name === 'topics'
                  ? value
                      .split(/[,،]/)
                      .map((topic) => topic.trim())
                      .filter(Boolean)
                  : value
              ]
            ]
      })
    )
    const attributes = changedAttributes({ site, values: view.attributes }, fields)
    const reason = String(fields.get('reason')).trim()
    await ask(`/v1/responses/${encodeURIComponent(view.id)}?survey=${view.survey}`, {
      method: 'PATCH',
      body: {
        ...after,
        ...(Object.keys(attributes).length > 0 && { attributes }),
        ...(reason && { reason })
      }
    })
    refresh()
  }
  return (
    <Form submit={texts.save} send={send}>
      <Suggested
        site={site}
        dimension="channel"
        label={texts.channel}
        name="channel"
        defaultValue={before.channel}
      />
      <Suggested
        site={site}
        dimension="topic"
        label={texts.topics}
        hint={texts.topicsHint}
        name="topics"
        defaultValue={before.topics}
      />
      <Suggested site={site} dimension="agent" label={texts.agent} name="agent" defaultValue={before.agent} />
      <Suggested site={site} dimension="team" label={texts.team} name="team" defaultValue={before.team} />
      <AttributeFields site={site} values={view.attributes} />
      <Field label={texts.reason} hint={texts.reasonHint} name="reason" maxLength={500} />
    </Form>
  )
}
