import type { DisputesView, DisputeView } from '../../server/contract/disputes'
import type { SiteView } from '../../server/contract/sites'
import { hrefWith, navigate } from '../app/address'
import { instant } from '../app/format'
import { useRenewal } from '../app/live'
import type { PageProps } from '../app/page'
import { useResource } from '../app/resource'
import { Frame, surveyPath } from '../shell/frame'
import { Bones, Empty, Loaded } from '../ui/loading'
import { Pages } from '../ui/pagination'
import { Rating } from '../ui/rating'
import { Title } from '../ui/title'
import { words } from '../words'
import { Dispute } from './dispute'

const states = ['open', 'upheld', 'refused', 'withdrawn'] as const

/** Ratings that agents hold to be no measure of them, and what was decided. */
export function Disputes({ params: { site = '' }, query }: PageProps) {
  return (
    <Frame siteId={site} tab="agents">
      {(here) => <List site={here.site} query={query} />}
    </Frame>
  )
}

function List({ site, query }: { site: SiteView; query: URLSearchParams }) {
  useRenewal()
  const texts = words.disputes
  const wanted = new URLSearchParams({ site: site.id })
  const state = states.find((one) => one === query.get('state'))
  if (query.get('state') !== 'all') wanted.set('state', state ?? 'open')
  for (const agent of query.getAll('agent')) wanted.append('agent', agent)
  const path = `/v1/disputes?${wanted}`
  const first = useResource<DisputesView>(path)
  return (
    <>
      <Title>{texts.title}</Title>
      <p class="lead">{texts.lead}</p>
      <div class="controls">
        <div class="list-tools">
          <label class="check">
            {texts.state}
            <select
              class="small-select"
              value={query.get('state') ?? 'open'}
              onChange={({ currentTarget: { value } }) =>
                navigate(hrefWith(query, { state: value === 'open' ? null : value }), 'replace')
              }
            >
              {states.map((one) => (
                <option key={one} value={one}>
                  {texts.states[one]}
                </option>
              ))}
              <option value="all">{texts.all}</option>
            </select>
          </label>
        </div>
      </div>
      <Loaded of={first} skeleton={<Bones widths={[100, 100, 100]} class="bone answer-bone" />}>
        {(found) =>
          found.rows.length === 0 ? (
            <Empty title={texts.none}>
              <p>{texts.noneLead}</p>
            </Empty>
          ) : (
            <>
              <p class="list-total" role="status">
                {found.total !== null && texts.total(found.total)}
              </p>
              <Pages key={path} path={path} first={found}>
                {(rows) => (
                  <ol class="answers">
                    {rows.map((dispute) => (
                      <li key={dispute.id}>
                        <Row dispute={dispute} site={site} />
                      </li>
                    ))}
                  </ol>
                )}
              </Pages>
            </>
          )
        }
      </Loaded>
    </>
  )
}

function Row({ dispute, site }: { dispute: DisputeView; site: SiteView }) {
  const { answer, survey } = dispute
  const texts = words.disputes
  return (
    <article class="answer">
      <div class="answer-rating">{answer && <Rating response={answer} />}</div>
      <div class="answer-body">
        {answer ? (
          <p class="answer-comment" dir="auto" lang={answer.locale?.replaceAll('_', '-')}>
            {answer.comment ?? <span class="faint">{words.manage.answer.noComment}</span>}
          </p>
        ) : (
          <p class="faint">{texts.notYours}</p>
        )}
        <Dispute dispute={dispute} timeZone={site.timeZone} />
      </div>
      {answer && (
        <a
          class="answer-time"
          href={`${surveyPath(site.id, survey.id)}/answers/${encodeURIComponent(answer.id)}`}
          aria-label={words.manage.list.open(instant(answer.answeredAt, site.timeZone))}
        >
          <time dateTime={answer.answeredAt}>{instant(answer.answeredAt, site.timeZone)}</time>
        </a>
      )}
    </article>
  )
}
