import { useEffect, useRef, useState } from 'preact/hooks'
import type {
  FollowUpRulesView,
  FollowUpRules as Rules,
  RulesPreviewView
} from '../../server/contract/follow-ups'
import type { SiteView } from '../../server/contract/sites'
import type { ListedSurveyView } from '../../server/contract/surveys'
import { ask, askTagged, Refusal } from '../app/api'
import type { PageProps } from '../app/page'
import { refresh } from '../app/resource'
import { Frame } from '../shell/frame'
import { ChoiceField, Field, Form } from '../ui/form'
import { Failed, Pending, sentenceOf } from '../ui/loading'
import { Title } from '../ui/title'
import { words } from '../words'
import { inboxPath } from './paths'
import type { Draft } from './rule-fields'
import { emptyRule, RuleFields, ruleIn } from './rule-fields'

type Read = { value: FollowUpRulesView; tag: string }

/** By which answers a follow-up is opened, whose it is, and by when it is due. */
export function FollowUpRules({ params: { site: siteId = '' } }: PageProps) {
  const [read, setRead] = useState<Read | Refusal>()
  const [round, setRound] = useState(0)
  useEffect(() => {
    const abort = new AbortController()
    askTagged<FollowUpRulesView>(`/v1/sites/${siteId}/follow-up-rules`, { signal: abort.signal }).then(
      setRead,
      (error: unknown) => {
        if (error instanceof Refusal) setRead(error)
      }
    )
    return () => abort.abort()
  }, [siteId, round])
  const texts = words.followUps.rules
  return (
    <Frame siteId={siteId} tab="inbox">
      {({ site, surveys }) => (
        <div class="settings">
          <p class="way-back">
            <a href={inboxPath(siteId)}>{words.followUps.back}</a>
          </p>
          <Title>{texts.title}</Title>
          <p class="lead">{texts.lead}</p>
          {read === undefined ? (
            <Pending />
          ) : read instanceof Refusal ? (
            <Failed refusal={read} retry={() => setRound(round + 1)} />
          ) : (
            <RulesForm {...{ site, surveys, read }} />
          )}
        </div>
      )}
    </Frame>
  )
}

type FormProps = { site: SiteView; surveys: readonly ListedSurveyView[]; read: Read }

function RulesForm({ site, surveys, read }: FormProps) {
  const { members } = read.value
  const [drafts, setDrafts] = useState<Draft[]>(() =>
    read.value.rules.map((rule) => ({ ...rule, key: rule.id }))
  )
  const [tag, setTag] = useState(read.tag)
  const [said, setSaid] = useState('')
  const [tried, setTried] = useState<RulesPreviewView>()
  const made = useRef(0)
  const box = useRef<HTMLDivElement>(null)
  const texts = words.followUps.rules
  const path = `/v1/sites/${site.id}/follow-up-rules`
  const bodyOf = (form: FormData): Rules => ({
    rules: drafts.map((draft) => ruleIn(form, draft)),
    escalateTo: String(form.get('escalateTo') ?? '') || null,
    askAgainDays: daysIn(form)
  })
  const changed = () => {
    setSaid('')
    setTried(undefined)
  }
  const save = async (form: FormData) => {
    changed()
    await ask<FollowUpRulesView>(path, { method: 'PUT', body: bodyOf(form), ifMatch: tag })
    const now = await askTagged<FollowUpRulesView>(path)
    setTag(now.tag)
    setDrafts(now.value.rules.map((rule, place) => ({ ...rule, key: drafts[place]?.key ?? rule.id })))
    setSaid(texts.saved)
    refresh()
  }
  const preview = async () => {
    const form = box.current?.querySelector('form')
    if (!form?.reportValidity()) return
    changed()
    try {
      setTried(
        await ask<RulesPreviewView>(`${path}/preview`, { method: 'POST', body: bodyOf(new FormData(form)) })
      )
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setSaid(sentenceOf(error))
    }
  }
  const add = () => {
    changed()
    made.current++
    setDrafts([...drafts, { ...emptyRule(texts.unhappy), key: `new-${made.current}` }])
  }
  const earlier = (place: number) => {
    const [before, moved] = [drafts[place - 1], drafts[place]]
    if (!before || !moved) return
    changed()
    setDrafts(drafts.with(place - 1, moved).with(place, before))
  }
  const button = (label: string, act: () => void) => (
    <button type="button" class="button small" onClick={act}>
      {label}
    </button>
  )
  return (
    <div ref={box} onInput={changed}>
      <Form
        submit={texts.save}
        send={save}
        aside={
          <>
            <button type="button" class="button" onClick={preview}>
              {texts.preview}
            </button>
            <span role="status" class="faint">
              {said}
            </span>
          </>
        }
      >
        {drafts.length === 0 && <p class="faint">{texts.none}</p>}
        {drafts.map((draft, place) => (
          <fieldset key={draft.key} class="own-hours">
            <legend>
              <bdi>{draft.name}</bdi>
            </legend>
            <RuleFields {...{ draft, surveys, members }} siteId={site.id} />
            <p class="inbox-rule-ways">
              {place > 0 && button(texts.up(draft.name), () => earlier(place))}
              {button(texts.remove(draft.name), () => {
                changed()
                setDrafts(drafts.filter((one) => one !== draft))
              })}
            </p>
          </fieldset>
        ))}
        <p>{button(texts.add, add)}</p>
        <ChoiceField
          name="escalateTo"
          label={texts.escalateTo}
          options={[
            { value: '', label: texts.nobody },
            ...members.map(({ id: value, name: label }) => ({ value, label }))
          ]}
          defaultValue={read.value.escalateTo ?? ''}
        />
        <Field
          name="askAgainDays"
          label={texts.askAgainDays}
          hint={texts.askAgainHint}
          type="number"
          min="0"
          max="30"
          defaultValue={String(read.value.askAgainDays ?? '')}
        />
        {tried && (
          <div class="saying" role="status">
            <p class="saying-title">{texts.previewed(tried.opened, tried.answers)}</p>
            <ul>
              {tried.rows.map(({ name, opened }, place) => (
                <li key={place}>
                  <bdi>{texts.ofRule(name, opened)}</bdi>
                </li>
              ))}
            </ul>
          </div>
        )}
      </Form>
    </div>
  )
}

/** After how many days customers are asked again; nobody is where the field is empty. */
function daysIn(form: FormData): number | null {
  const days = String(form.get('askAgainDays') ?? '').trim()
  return days === '' ? null : Number(days)
}
