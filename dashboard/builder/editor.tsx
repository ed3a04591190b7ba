import { useEffect, useState } from 'preact/hooks'
import type { SiteView } from '../../server/contract/sites'
import type { PreviewView, SurveyView } from '../../server/contract/surveys'
import { navigate, useUnsaved } from '../app/address'
import { askTagged, Refusal } from '../app/api'
import { refresh } from '../app/resource'
import { surveyPath } from '../shell/frame'
import { sentenceOf } from '../ui/loading'
import { Title } from '../ui/title'
import { words } from '../words'
import type { Saving } from './bar'
import { SaveBar } from './bar'
import type { Draft } from './draft'
import { bodyOf, draftOf, newDraft, valueAt, withoutLanguage, withValue } from './draft'
import { BuildingProvider } from './fields'
import { Install } from './install'
import { InvitingFields } from './inviting'
import { Languages } from './languages'
import { LookFields } from './look'
import { PartsFields } from './parts'
import type { Scheme } from './preview'
import { BuilderPreview } from './preview'
import { ProtectionFields } from './protection-fields'
import { QuestionFields } from './question'
import { usePreview } from './shown'
import { Versions } from './versions'
import { WhenFields } from './when'

/** A survey as it was read, and the tag to change it by. */
export type Saved = { survey: SurveyView; tag: string }
type Props = { site: SiteView; saved: Saved | undefined; mayChange: boolean }

const same = (one: Draft, other: Draft) => JSON.stringify(bodyOf(one)) === JSON.stringify(bodyOf(other))

/**
 * The form of a survey and the survey itself beside it. Nothing of it is saved before it is asked for, and
 * nothing typed is lost.
 */
export function Editor({ site, saved: first, mayChange }: Props) {
  const [saved, setSaved] = useState(first)
  const [untouched, setUntouched] = useState(() => (first ? draftOf(first.survey) : newDraft(site.locale)))
  const [draft, setDraft] = useState(untouched)
  const [mine, setMine] = useState<Draft>()
  const [saving, setSaving] = useState<Saving>({ at: 'editing' })
  const [locale, setLocale] = useState(
    () =>
      Object.keys(untouched.question).find((one) => one === site.locale) ??
      Object.keys(untouched.question)[0] ??
      site.locale
  )
  const [scheme, setScheme] = useState<Scheme>(() =>
    matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  )
  const [touched] = useState(() => new Set<string>())
  const preview = usePreview(site.id, draft, locale, scheme)
  const dirty = !same(draft, untouched)
  useUnsaved(mayChange && (dirty || mine) ? words.builder.leave : undefined)

  // Our own question, where a language has none yet, is there to be changed and not only to be looked at.
  const { usual, definition } = preview.view ?? noView
  const current = preview.view && preview.locale === locale
  const question = current ? usual['question'] : undefined
  useEffect(() => {
    if (question && draft.question[locale] === '' && !touched.has(`question.${locale}`))
      setDraft((before) => withValue(before, `question.${locale}`, question))
  }, [question, locale])

  const change = (edit: (before: Draft) => Draft) => {
    setDraft(edit)
    setSaving((before) => (before.at === 'theirs' ? before : { at: 'editing' }))
  }
  const set = (path: string, value: unknown) => {
    touched.add(path)
    change((before) => withValue(before, path, value))
  }
  const refusal = saving.at === 'refused' ? saving.refusal : undefined
  const wrong = (path: string) => {
    // A theme that cannot be read is told of at once; what is half typed only when it is to be saved.
    const found =
      refusal?.field !== undefined
        ? refusal
        : preview.refusal?.field?.startsWith('asking.theme')
          ? preview.refusal
          : undefined
    return found && (found.field === path || `${found.field}.${locale}` === path)
      ? faultOf(found, draft)
      : undefined
  }

  const keep = (next: Saved) => {
    const read = draftOf(next.survey)
    setSaved(next)
    setUntouched(read)
    setDraft(read)
  }
  const save = async (state: SurveyView['state']) => {
    setSaving({ at: 'sending' })
    const body = { ...bodyOf(draft), state }
    try {
      const { value, tag } = saved
        ? await askTagged<SurveyView>(`/v1/surveys/${saved.survey.id}`, {
            method: 'PATCH',
            body,
            ifMatch: saved.tag
          })
        : await askTagged<SurveyView>('/v1/surveys', { method: 'POST', body: { site: site.id, ...body } })
      keep({ survey: value, tag })
      setMine(undefined)
      setSaving({ at: 'saved' })
      refresh()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.status === 412) return setSaving({ at: 'changed-meanwhile' })
      setSaving({ at: 'refused', refusal: error })
      const language = Object.keys(draft.question).find((one) => error.field?.endsWith(`.${one}`))
      if (language) setLocale(language)
      showField(error.field)
    }
  }
  const loadTheirs = async () => {
    if (!saved) return
    const { value, tag } = await askTagged<SurveyView>(`/v1/surveys/${saved.survey.id}`)
    setMine(draft)
    keep({ survey: value, tag })
    setSaving({ at: 'theirs' })
  }
  const putMineBack = () => {
    if (mine) setDraft(mine)
    setMine(undefined)
    setSaving({ at: 'editing' })
  }
  const add = (language: string) => {
    if (!(language in draft.question)) change((before) => withValue(before, `question.${language}`, ''))
    setLocale(language)
  }
  const remove = (language: string) => {
    const others = Object.keys(draft.question).filter((one) => one !== language)
    change((before) => withoutLanguage(before, language))
    setLocale(others[0] ?? site.locale)
  }
  // A survey that was just made has an address of its own; it is taken once nothing is unsaved any more.
  useEffect(() => {
    if (!first && saved && !dirty) navigate(`${surveyPath(site.id, saved.survey.id)}/edit`, 'replace')
  }, [saved, dirty])

  const direction = definition['direction'] === 'rtl' ? 'rtl' : 'ltr'
  return (
    <BuildingProvider value={{ draft, set, locale, direction, usual: current ? usual : {}, wrong }}>
      <Title>{saved ? words.builder.title(saved.survey.name) : words.builder.newTitle}</Title>
      {!mayChange && <p class="hint">{words.builder.readOnly}</p>}
      <div class="builder">
        <div class="builder-form">
          <Languages choose={setLocale} {...(mayChange && { add, remove })} />
          <fieldset disabled={!mayChange}>
            <legend class="unseen">{words.builder.form}</legend>
            <QuestionFields />
            <PartsFields />
            <WhenFields />
            <InvitingFields />
            <LookFields contrasts={preview.view?.contrasts ?? []} />
            <ProtectionFields until={saved?.survey.proofUntil} timeZone={site.timeZone} />
          </fieldset>
        </div>
        <BuilderPreview
          view={preview.view}
          waits={preview.refusal && faultOf(preview.refusal, draft)}
          scheme={scheme}
          setScheme={setScheme}
        />
        {saved && (
          <div class="builder-more">
            <Install site={site} survey={saved.survey} />
            <Versions site={site} survey={saved.survey} />
          </div>
        )}
      </div>
      {mayChange && (
        <SaveBar
          fault={refusal && faultOf(refusal, draft)}
          state={saved?.survey.state ?? 'draft'}
          {...{ saving, dirty, save, loadTheirs, putMineBack }}
        />
      )}
    </BuildingProvider>
  )
}

/**
 * What was wrong, as it reads beside the field: what is missing is said as such, whatever the server calls
 * it.
 */
function faultOf(refusal: Refusal, draft: Draft): string {
  if (refusal.field === undefined) return sentenceOf(refusal)
  const value = valueAt(draft, refusal.field)
  const isEmpty =
    value === undefined ||
    value === '' ||
    (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
  const sentence = refusal.message.replace(/^“[^”]*” is wrong: /, '')
  return isEmpty ? words.builder.bar.empty : sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

const noView: Pick<PreviewView, 'usual' | 'definition'> = { usual: {}, definition: {} }

/** Leads to what was wrong; parts of it may stand for the whole. */
function showField(field: string | undefined) {
  if (!field) return
  setTimeout(() => {
    const fields = [...document.querySelectorAll<HTMLElement>('.builder-form [name]')]
    fields.find((one) => one.getAttribute('name')?.startsWith(field))?.focus()
  })
}
