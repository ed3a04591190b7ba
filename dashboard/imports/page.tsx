import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ImportReport, MappingInput } from '../../server/contract/imports'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { hrefWith, navigate, useUnsaved } from '../app/address'
import { Refusal } from '../app/api'
import type { PageProps } from '../app/page'
import { refresh } from '../app/resource'
import { Frame, surveyPath } from '../shell/frame'
import { SiteTabs } from '../shell/site-tabs'
import { Empty, Section, sentenceOf } from '../ui/loading'
import { Title } from '../ui/title'
import { words } from '../words/setting-up'
import { ImportFile } from './file'
import { ImportMapping } from './mapping-form'
import { PastImports } from './past'
import { ImportProgress } from './progress'
import { ImportQuestions } from './questions'
import { ImportReportView } from './report'
import type { Going, Order } from './send'
import { sendFile } from './send'
import { ImportValues } from './values'

/** `going`: what is shown is being looked at anew. */
type State =
  | { at: 'choosing'; refusal?: string }
  | { at: 'looking'; file: File; going: Going }
  | { at: 'mapping'; file: File; report: ImportReport; going?: Going; refusal?: Refusal }
  | { at: 'importing'; file: File; going: Going }
  | { at: 'done'; file: File; report: ImportReport }

/**
 * Answers from the tool that was used before: a file, what is what in it, what would become of it, and what
 * did.
 */
export function Import({ params: { site: siteId = '' }, query }: PageProps) {
  return (
    <Frame siteId={siteId} tab="settings">
      {({ site, surveys, role }) => {
        const survey = surveys.find(({ id }) => id === query.get('survey')) ?? surveys[0]
        return (
          <div class="settings import">
            <SiteTabs siteId={siteId} role={role} current="import" />
            <Title>{words.imports.title}</Title>
            <p class="lead">{words.imports.lead}</p>
            {survey ? (
              <Importing key={survey.id} site={site} surveys={surveys} survey={survey} query={query} />
            ) : (
              <Empty title={words.imports.noSurvey}>
                <a class="button main" href={`/sites/${siteId}/surveys/new`}>
                  {words.settings.addSurvey}
                </a>
              </Empty>
            )}
          </div>
        )
      }}
    </Frame>
  )
}

/** What the server takes; a file beyond it is not sent at all. */
const fileBytesMax = 64 * 1024 * 1024

const begun: Going = { at: 'sending', share: 0 }
const lateMs = 500

/** Whether another try may do what the same order did not do now. */
function mayPass({ status }: Refusal): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500
}

/** A file that goes into another survey than it was chosen for. */
let carried: File | undefined

function Importing({
  site,
  surveys,
  survey,
  query
}: {
  site: SiteView
  surveys: readonly SurveyView[]
  survey: SurveyView
  query: URLSearchParams
}) {
  const [state, setState] = useState<State>({ at: 'choosing' })
  const latest = useRef(0)
  const texts = words.imports
  useUnsaved(state.at === 'mapping' || state.at === 'importing' ? texts.leave : undefined)

  /** Asks what would become of the file. Of several questions only the last one is answered. */
  const look = async (file: File, order: Order, before?: ImportReport) => {
    const turn = ++latest.current
    if (file.size > fileBytesMax) return setState({ at: 'choosing', refusal: texts.tooLarge })
    setState(
      before
        ? { at: 'mapping', file, report: { ...before, ...order }, going: begun }
        : { at: 'looking', file, going: begun }
    )
    const goOn = (going: Going) =>
      turn === latest.current &&
      setState((now) => ('going' in now && now.at !== 'importing' ? { ...now, going } : now))
    try {
      const report = await sendFile({ survey: survey.id, file, order, dryRun: true }, goOn)
      if (turn === latest.current) setState({ at: 'mapping', file, report })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (turn === latest.current)
        setState(
          before
            ? { at: 'mapping', file, report: { ...before, ...order }, refusal: error }
            : { at: 'choosing', refusal: sentenceOf(error) }
        )
    }
  }
  const start = async (file: File, report: ImportReport) => {
    setState({ at: 'importing', file, going: begun })
    const goOn = (going: Going) => setState((now) => (now.at === 'importing' ? { ...now, going } : now))
    try {
      setState({
        at: 'done',
        file,
        report: await sendFile({ survey: survey.id, file, order: report, dryRun: false }, goOn)
      })
      refresh()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setState({ at: 'mapping', file, report, refusal: error })
    }
  }

  useEffect(() => {
    const file = carried
    carried = undefined
    if (file) void look(file, {})
  }, [])
  const into = (file: File, id: string) => {
    carried = file
    setState({ at: 'choosing' })
    navigate(hrefWith(query, { survey: id }), 'replace')
  }

  if (state.at === 'choosing' || state.at === 'looking') {
    return (
      <>
        <ImportFile
          surveys={surveys}
          survey={survey}
          chooseSurvey={(id) => navigate(hrefWith(query, { survey: id }), 'replace')}
          chosen={(file) => void look(file, {})}
          looking={state.at === 'looking' ? state : undefined}
        />
        {state.at === 'choosing' && state.refusal && (
          <p class="refused" role="alert">
            {state.refusal}
          </p>
        )}
        <PastImports site={site} survey={survey} />
      </>
    )
  }
  if (state.at === 'importing')
    return (
      <section class="section">
        <ImportProgress {...state} takesFocus />
      </section>
    )
  if (state.at === 'done') {
    return (
      <Section title={texts.result}>
        <Outcome report={state.report} />
        <div class="form-end">
          <a class="button main" href={`${surveyPath(site.id, survey.id)}/answers`}>
            {texts.answers}
          </a>
          <button type="button" class="button" onClick={() => setState({ at: 'choosing' })}>
            {texts.another}
          </button>
        </div>
        <ImportReportView report={state.report} site={site} survey={survey} />
      </Section>
    )
  }
  const { file, report, going, refusal } = state
  const stale = going !== undefined
  const { accepted, changed, unanswered, duplicate, filled } = report.counts
  const change = (mapping: MappingInput) => void look(file, { source: report.source, mapping }, report)
  return (
    <>
      <ImportQuestions
        report={report}
        survey={survey}
        surveys={surveys}
        change={change}
        into={(id) => into(file, id)}
      />
      <ImportMapping
        site={site}
        report={report}
        change={change}
        changeSource={(source) => void look(file, { source })}
        other={() => setState({ at: 'choosing' })}
      />
      <ImportValues report={report} change={change} />
      <Section title={texts.preview}>
        {going && (
          <Late>
            <ImportProgress file={file} going={going} />
          </Late>
        )}
        <div class={stale ? 'stale' : undefined} aria-busy={stale}>
          {refusal && (
            <p class="refused" role="alert">
              {sentenceOf(refusal)}
            </p>
          )}
          {refusal && mayPass(refusal) && (
            <button type="button" class="button" onClick={() => change(report.mapping)}>
              {words.failed.retry}
            </button>
          )}
          {report.problem && !refusal && (
            <p class="refused" role="alert">
              {report.mapping.rating === undefined ? texts.missing.rating : report.problem}
            </p>
          )}
          {!report.problem && <ImportReportView report={report} site={site} survey={survey} />}
          <div class="form-end">
            {report.questions.length > 0 ? (
              <p role="status">{texts.asks.first}</p>
            ) : accepted + changed + unanswered + filled > 0 ? (
              <button
                type="button"
                class="button main"
                disabled={stale || refusal !== undefined}
                onClick={() => void start(file, report)}
              >
                {texts.start(accepted + changed, unanswered + filled)}
              </button>
            ) : (
              !report.problem && (
                <p role="status">
                  {duplicate > 0 && report.counts.rejected === 0 ? texts.allThere : texts.nothingToImport}
                </p>
              )
            )}
          </div>
        </div>
      </Section>
    </>
  )
}

/** Shown only where it lasts: most files are looked at in no time. */
function Late({ children }: { children: ComponentChildren }) {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), lateMs)
    return () => clearTimeout(timer)
  }, [])
  return <>{isLate && children}</>
}

function Outcome({ report: { counts } }: { report: ImportReport }) {
  const isNews = counts.accepted + counts.changed + counts.unanswered + counts.filled > 0
  return (
    <p class="import-outcome" role="status">
      {isNews || counts.duplicate === 0 ? words.imports.done(counts.accepted) : words.imports.addedNothing}
    </p>
  )
}
