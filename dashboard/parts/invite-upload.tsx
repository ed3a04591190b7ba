import { useEffect, useState } from 'preact/hooks'
import { ask, Refusal } from '../api'
import { number } from '../format'
import { labelOf } from '../filters'
import { words } from '../words'
import { InviteResults } from './invite-results'
import { Section, sentenceOf } from './states'
import type { EligibilityView } from '../../server/contract/eligibility'
import type { InvitationView } from '../../server/contract/invitations'
import type { Problem } from '../../server/problem'
import type { SurveyView } from '../../server/contract/surveys'
import type { Invited } from '../invite-list'

/** What became of one line. */
export type Result = { invited: Invited; came: { invitation: InvitationView } | { problem: Problem['body'] } }
type Came = Result['came']

/** Looked at beforehand; all are when they are sent. */
const previewMax = 20
/** Few enough at a time that one sees it move, and that little is lost where the connection breaks. */
const atOnce = 100

type Props = { survey: SurveyView; invited: readonly Invited[]; usual: Readonly<Record<string, string>> }

/** A list before, while and after it is sent: first what would become of it by the rules, then what did. */
export function InviteUpload({ survey, invited, usual }: Props) {
  const [results, setResults] = useState<readonly Result[]>([])
  const [state, setState] = useState<{ at: 'looking' | 'sending' } | { at: 'stopped'; sentence: string }>({ at: 'looking' })
  const texts = words.invitations.list
  const bodyOf = ({ input }: Invited) => ({ survey: survey.id, ...usual, ...input })
  const send = async () => {
    setState({ at: 'sending' })
    const done = [...results]
    try {
      while (done.length < invited.length) {
        const part = invited.slice(done.length, done.length + atOnce)
        const answer = await ask<{ results: Came[] }>('/v1/invitations/batch', { method: 'POST', body: { invitations: part.map(bodyOf) } })
        for (const [place, came] of answer.results.entries()) {
          const one = part[place]
          if (one) done.push({ invited: one, came })
        }
        setResults([...done])
      }
      setState({ at: 'looking' })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setState({ at: 'stopped', sentence: sentenceOf(error) })
    }
  }
  if (results.length === invited.length) return <InviteResults results={results} />
  return (
    <Section title={texts.preview(Math.min(previewMax, invited.length), invited.length)}>
      <table class="list-table" role="table">
        <caption class="unseen">{texts.title}</caption>
        <thead role="rowgroup"><tr role="row">{[texts.line, texts.whom, texts.about, texts.result].map((name) => <th key={name} scope="col" role="columnheader">{name}</th>)}</tr></thead>
        <tbody role="rowgroup">{invited.slice(0, previewMax).map((one) => <Line key={one.line} invited={one} body={bodyOf(one)} usual={usual} />)}</tbody>
      </table>
      <div class="form-end upload-end">
        {state.at === 'sending'
          ? <><progress value={results.length} max={invited.length} aria-label={texts.title} /><span role="status">{texts.progress(results.length, invited.length)}</span></>
          : <button type="button" class="button main" onClick={send}>{results.length > 0 ? texts.goOn : texts.send(invited.length)}</button>}
        <span class="faint small">{texts.twice}</span>
      </div>
      {state.at === 'stopped' && <p class="refused" role="alert">{state.sentence}</p>}
    </Section>
  )
}

type Looked = { at: 'looking' } | { at: 'known'; view: EligibilityView } | { at: 'refused'; sentence: string }

function Line({ invited: { line, input }, body, usual }: { invited: Invited; body: Record<string, unknown>; usual: Props['usual'] }) {
  const [looked, setLooked] = useState<Looked>({ at: 'looking' })
  const asked = JSON.stringify(body)
  useEffect(() => {
    const abort = new AbortController()
    setLooked({ at: 'looking' })
    ask<EligibilityView>('/v1/eligibility', { method: 'POST', body: JSON.parse(asked), signal: abort.signal }).then(
      (view) => setLooked({ at: 'known', view }),
      (error: unknown) => abort.signal.aborted || setLooked({ at: 'refused', sentence: error instanceof Refusal ? sentenceOf(error) : words.failed.unknown })
    )
    return () => abort.abort()
  }, [asked])
  const texts = words.invitations.list
  const channel = input.channel ?? usual['channel']
  return (
    <tr role="row">
      <th scope="row" role="rowheader">{number(line)}</th>
      <td role="cell"><bdi>{[input.customer, input.address].filter(Boolean).join(' · ')}</bdi></td>
      <td role="cell"><bdi>{[channel && labelOf('channel', channel), ...(input.topics ?? []), input.agent].filter(Boolean).join(' · ')}</bdi></td>
      <td role="cell" class="wide" aria-busy={looked.at === 'looking'}>
        {looked.at === 'looking' ? <span class="faint">{texts.checking}</span>
          : looked.at === 'refused' ? <span class="refused">{looked.sentence}</span>
          : looked.view.eligible ? texts.eligible
          : `${words.invitations.states.suppressed}: ${words.reasons[looked.view.rule ?? ''] ?? looked.view.rule}`}
      </td>
    </tr>
  )
}
