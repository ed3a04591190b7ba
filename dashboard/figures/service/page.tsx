import type { ScoresView } from '../../../server/contract/figures'
import type { KpisView } from '../../../server/contract/figures-kpis'
import type { ControlView, WaitingView } from '../../../server/contract/figures-more'
import { hrefWith, navigate } from '../../app/address'
import type { PageProps } from '../../app/page'
import { grainOf } from '../../app/period'
import { refresh, useResource } from '../../app/resource'
import { Bones, Failed, Loaded, Section } from '../../ui/loading'
import { words } from '../../words'
import { ControlChart } from '../control'
import { Exports } from '../exports'
import { FiguresPage } from '../figures-page'
import { FiguresTable } from '../figures-table'
import { NoAnswers } from '../no-answers'
import type { View } from '../view'
import { Breaches } from './breaches'
import { kpiColumns, openColumns, outcomeColumns, rowsOf, total } from './service-columns'
import { Waiting } from './waiting'

const windows = [1, 3, 7, 14, 30] as const
const usualWindow = 7

/** What service was like, beside what customers said of it. */
export function Service({ params, query }: PageProps) {
  const { title, lead } = words.figures.service
  return (
    <FiguresPage params={params} query={query} tab="service" title={title} lead={lead}>
      {(view) => <Figures view={view} />}
    </FiguresPage>
  )
}

function Figures({ view }: { view: View }) {
  const days = windows.find((one) => String(one) === view.query.get('window')) ?? usualWindow
  const grain = grainOf(view.period)
  const kpis = useResource<KpisView>(view.figurePath('kpis', { by: 'channel', window: String(days) }))
  const scores = useResource<ScoresView>(view.figurePath('scores', { by: 'channel' }))
  const waiting = useResource<WaitingView>(view.figurePath('scores/waiting'))
  const control = useResource<ControlView>(view.figurePath('scores/control', { by: grain }))
  const texts = words.figures.service
  // What fails for one reason is said once.
  if (kpis.at === 'failed')
    return (
      <Failed
        refusal={kpis.refusal}
        retry={() => {
          kpis.retry()
          refresh()
        }}
      />
    )
  const isEmpty =
    kpis.at === 'ready' &&
    kpis.value.total.conversations === 0 &&
    scores.at === 'ready' &&
    scores.value.total.count === 0
  if (isEmpty) return <NoAnswers siteId={view.site.id} role={view.role} query={view.query} />
  return (
    <>
      <Loaded
        of={scores.at === 'loading' ? scores : kpis}
        skeleton={<Bones widths={[60, 100, 100, 100, 100]} class="bone row tall" />}
      >
        {(value) => (
          <Kpis
            view={view}
            kpis={value}
            scores={scores.at === 'ready' ? scores.value : undefined}
            days={days}
          />
        )}
      </Loaded>
      <Section title={texts.waiting}>
        <Loaded of={waiting} skeleton={<span class="bone chart" />}>
          {(value) => <Waiting view={view} waiting={value} />}
        </Loaded>
      </Section>
      <Section title={texts.control} aside={<span class="faint">{words.trend[grain]}</span>}>
        <Loaded of={control} skeleton={<span class="bone chart" />}>
          {(value) => <ControlChart view={view} control={value} grain={grain} />}
        </Loaded>
      </Section>
    </>
  )
}

function Kpis({
  view,
  kpis,
  scores,
  days
}: {
  view: View
  kpis: KpisView
  scores: ScoresView | undefined
  days: number
}) {
  const texts = words.figures.service
  if (kpis.total.conversations === 0)
    return (
      <Section title={texts.times}>
        <p class="faint">{texts.none}</p>
      </Section>
    )
  const rows = rowsOf(kpis)
  const times = kpiColumns(view, (key) =>
    key === total ? scores?.total : scores?.rows.find((row) => row.key === key)?.score
  )
  const [outcomes, open] = [outcomeColumns(), openColumns()]
  const look = ({ currentTarget }: { currentTarget: HTMLSelectElement }) =>
    navigate(
      hrefWith(view.query, {
        window: currentTarget.value === String(usualWindow) ? null : currentTarget.value
      }),
      'replace'
    )
  return (
    <>
      <Section
        title={texts.times}
        aside={<Exports name={texts.times} view={view} columns={times} rows={rows} />}
      >
        <FiguresTable
          name={texts.times}
          columns={times}
          rows={rows}
          keyOf={({ key }) => key}
          classOf={({ key }) => (key === total ? 'whole' : '')}
        />
        <p class="note faint small">{texts.timesMeans}</p>
      </Section>
      <Section
        title={texts.open.title}
        aside={
          kpis.hasOpeningHours && <Exports name={texts.open.title} view={view} columns={open} rows={rows} />
        }
      >
        {kpis.hasOpeningHours ? (
          <>
            <FiguresTable
              name={texts.open.title}
              columns={open}
              rows={rows}
              keyOf={({ key }) => key}
              classOf={({ key }) => (key === total ? 'whole' : '')}
            />
            <p class="note faint small">{texts.open.means}</p>
          </>
        ) : (
          <p class="faint">
            {texts.open.none}{' '}
            {view.role === 'owner' && <a href={`/sites/${view.site.id}/hours`}>{texts.open.set}</a>}
          </p>
        )}
      </Section>
      <Section
        title={texts.outcomes}
        aside={<Exports name={texts.outcomes} view={view} columns={outcomes} rows={rows} />}
      >
        <label class="check window">
          {texts.window}
          <select class="small-select" value={days} onChange={look}>
            {windows.map((one) => (
              <option key={one} value={one}>
                {texts.windowDays(one)}
              </option>
            ))}
          </select>
        </label>
        <FiguresTable
          name={texts.outcomes}
          columns={outcomes}
          rows={rows}
          keyOf={({ key }) => key}
          classOf={({ key }) => (key === total ? 'whole' : '')}
        />
        <p class="note faint small">{texts.outcomesMeans(days)}</p>
      </Section>
      {rows.some(({ sla }) => sla.firstResponse || sla.resolution) && (
        <Breaches view={view} hasOpeningHours={kpis.hasOpeningHours} />
      )}
    </>
  )
}
