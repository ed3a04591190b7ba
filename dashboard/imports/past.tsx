import { useCallback, useRef, useState } from 'preact/hooks'
import type { ImportReport } from '../../server/contract/imports'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { instant } from '../app/format'
import type { ImportNews } from '../app/live'
import { useImportNews } from '../app/live'
import { refresh, useResource } from '../app/resource'
import { Bones, Loaded, Section } from '../ui/loading'
import { words } from '../words/setting-up'
import { ImportReportView } from './report'

type Place = { site: SiteView; survey: SurveyView }

/** What was imported into the survey until now, each with its report; one that runs goes on whoever looks. */
export function PastImports({ site, survey }: Place) {
  const past = useResource<{ rows: ImportReport[] }>(`/v1/imports?survey=${encodeURIComponent(survey.id)}`)
  const [rowsOf, setRowsOf] = useState<Readonly<Record<string, number>>>({})
  const heardOf = useRef(new Set<string>())
  useImportNews(
    useCallback((news: ImportNews) => {
      setRowsOf((before) => ({ ...before, [news.import]: news.rows }))
      // One that is heard of for the first time may have begun after the list was read.
      if (news.state !== 'running' || !heardOf.current.has(news.import)) refresh()
      heardOf.current.add(news.import)
    }, [])
  )
  return (
    <Loaded of={past} skeleton={<Bones widths={[100]} class="bone row tall" />}>
      {({ rows }) =>
        rows.length > 0 && (
          <Section title={words.imports.before}>
            <ul class="entries">
              {rows.map((report) => (
                <li key={report.id}>
                  <PastImport
                    report={report}
                    done={rowsOf[report.id ?? ''] ?? report.counts.rows}
                    site={site}
                    survey={survey}
                  />
                </li>
              ))}
            </ul>
          </Section>
        )
      }
    </Loaded>
  )
}

function PastImport({ report, done, site, survey }: Place & { report: ImportReport; done: number }) {
  const { id, file, startedAt, state, source, counts, total, problem } = report
  const [opened, setOpened] = useState(false)
  const texts = words.imports
  return (
    <>
      <span>
        <strong>
          <bdi>{file}</bdi>
        </strong>{' '}
        {state !== 'done' && <span class="badge">{texts.states[state]}</span>}
      </span>
      <span class="faint">
        {[
          instant(startedAt, site.timeZone),
          texts.sources[source],
          texts.beforeRow(counts.accepted, counts.rejected)
        ].join(' · ')}
      </span>
      {state === 'running' && (
        <>
          <progress class="progress" aria-label={texts.importing(file)} max={total} value={done} />
          <span class="faint">{texts.progress(done, total)}</span>
        </>
      )}
      {problem && <span class="refused">{problem}</span>}
      {state !== 'running' && (
        <details class="import-past" onToggle={({ currentTarget }) => currentTarget.open && setOpened(true)}>
          <summary>
            {texts.report}
            <span class="unseen"> {file}</span>
          </summary>
          {opened && <PastReport id={id ?? ''} site={site} survey={survey} />}
        </details>
      )}
    </>
  )
}

/**
 * The cells of the file are kept nowhere, so of a row that was left out its line, its column and the reason
 * are known.
 */
function PastReport({ id, site, survey }: Place & { id: string }) {
  const report = useResource<ImportReport>(`/v1/imports/${id}`)
  return (
    <Loaded of={report} skeleton={<Bones widths={[100, 60]} />}>
      {(value) => <ImportReportView report={value} site={site} survey={survey} />}
    </Loaded>
  )
}
