import { useEffect, useState } from 'preact/hooks'
import type { UploadedLine, UploadMapping, UploadReport } from '../../server/contract/invitation-upload'
import type { SurveyView } from '../../server/contract/surveys'
import { ask, Refusal } from '../app/api'
import { labelOf } from '../app/filters'
import { number } from '../app/format'
import { ListTable } from '../ui/list-table'
import { Bones, Section, sentenceOf } from '../ui/loading'
import { words } from '../words/setting-up'
import { InviteResults, outcomeOf } from './results'

/** All are looked at; so many are shown. */
const shownMax = 20

type Usual = Readonly<Record<string, string>>
type Props = { survey: SurveyView; file: File; usual: Usual }
type State =
  | { at: 'looking' }
  | { at: 'looked' | 'sending' | 'done'; report: UploadReport }
  | { at: 'refused'; sentence: string }

/** A list before and after it is sent: first what would become of it by the rules, then what did. */
export function InviteUpload({ survey, file, usual }: Props) {
  const [state, setState] = useState<State>({ at: 'looking' })
  const texts = words.invitations.list
  const asked = JSON.stringify(usual)

  async function upload(dryRun: boolean, signal?: AbortSignal): Promise<UploadReport> {
    const form = new FormData()
    form.set('survey', survey.id)
    form.set('file', file)
    const send = (dry: boolean) =>
      ask<UploadReport>(`/v1/invitations/upload?dryRun=${dry}`, {
        method: 'POST',
        body: form,
        ...(signal && { signal })
      })
    // The columns are recognised by the server; what the list does not name is what was chosen here.
    form.set('mapping', JSON.stringify(withUsual((await send(true)).mapping, usual)))
    return send(dryRun)
  }

  useEffect(() => {
    const abort = new AbortController()
    setState({ at: 'looking' })
    upload(true, abort.signal).then(
      (report) => setState({ at: 'looked', report }),
      (error: unknown) => abort.signal.aborted || setState({ at: 'refused', sentence: said(error) })
    )
    return () => abort.abort()
  }, [asked])

  if (state.at === 'looking')
    return (
      <Section title={texts.checking}>
        <Bones widths={[100, 100, 100]} />
      </Section>
    )
  if (state.at === 'refused')
    return (
      <p class="refused" role="alert">
        {state.sentence}
      </p>
    )
  const { report } = state
  if (state.at === 'done') return <InviteResults report={report} />
  if (
    Object.keys(report.mapping).every((part) => part in usual) &&
    report.unused.length === report.columns.length
  )
    return (
      <p class="refused" role="alert">
        {texts.noColumns(report.columns.join(', '))}
      </p>
    )
  if (report.rows === 0)
    return (
      <p class="refused" role="alert">
        {texts.empty}
      </p>
    )

  const send = async () => {
    setState({ at: 'sending', report })
    try {
      setState({ at: 'done', report: await upload(false) })
    } catch (error) {
      setState({ at: 'refused', sentence: said(error) })
    }
  }
  return (
    <Section title={texts.preview(Math.min(shownMax, report.rows), report.rows)}>
      {report.unused.length > 0 && <p class="faint small">{texts.unknown(report.unused.join(', '))}</p>}
      <ListTable caption={texts.title} columns={[texts.line, texts.whom, texts.about, texts.result]}>
        {report.results.slice(0, shownMax).map((line) => (
          <Line key={line.line} line={line} channel={usual['channel']} />
        ))}
      </ListTable>
      <div class="form-end upload-end">
        <button type="button" class="button main" disabled={state.at === 'sending'} onClick={send}>
          {state.at === 'sending' ? texts.checking : texts.send(report.rows)}
        </button>
        <span class="faint small">{texts.twice}</span>
      </div>
    </Section>
  )
}

function withUsual(mapping: UploadMapping, usual: Usual): UploadMapping {
  return {
    ...Object.fromEntries(Object.entries(usual).map(([part, value]) => [part, { value }])),
    ...mapping
  }
}

function said(error: unknown): string {
  if (!(error instanceof Refusal)) throw error
  return sentenceOf(error)
}

function Line({
  line: { line, customer, address, channel, topics, agent, ...came },
  channel: usual
}: {
  line: UploadedLine
  channel: string | undefined
}) {
  const where = channel ?? usual
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {number(line)}
      </th>
      <td role="cell">
        <bdi>{[customer, address].filter(Boolean).join(' · ')}</bdi>
      </td>
      <td role="cell">
        <bdi>
          {[where && labelOf('channel', where), ...(topics ?? []), agent].filter(Boolean).join(' · ')}
        </bdi>
      </td>
      <td role="cell" class="wide">
        {came.state === 'created' ? words.invitations.list.eligible : outcomeOf(came)}
      </td>
    </tr>
  )
}
