import type { FollowUpView } from '../../server/contract/follow-ups'
import { ask } from '../app/api'
import { labelOf } from '../app/filters'
import { refresh } from '../app/resource'
import { Form } from '../ui/form'
import { Section } from '../ui/loading'
import { LongText } from '../ui/long-text'
import { words } from '../words'

const longest = 1_000

/** Writes to the customer, on the channel that asked them, or says why that cannot be. */
export function Reply({ followUp }: { followUp: FollowUpView }) {
  const { id, site, reply, conversationUrl, history } = followUp
  if (!reply) return null
  const texts = words.followUps.reply
  const send = async (form: FormData) => {
    const text = String(form.get('text') ?? '').trim()
    await ask(`/v1/sites/${site}/follow-ups/${id}/replies`, { method: 'POST', body: { text } })
    refresh()
  }
  return (
    <Section title={texts.title}>
      {reply.hindrance ? (
        <p class="faint">
          {texts.cannot(texts.hindrances[reply.hindrance])}{' '}
          {conversationUrl && (
            <a href={conversationUrl} target="_blank" rel="noreferrer">
              {words.followUps.openConversation}
            </a>
          )}
        </p>
      ) : (
        <>
          <p class="faint">{texts.by(labelOf('channel', reply.channel ?? ''), reply.connector ?? '')}</p>
          <Form key={`reply ${history.length}`} submit={texts.send} send={send}>
            <LongText name="text" label={texts.text} longest={longest} />
          </Form>
        </>
      )}
    </Section>
  )
}
