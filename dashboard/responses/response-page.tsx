import type { AnswerView } from '../../server/contract/answers'
import type { AttributeValue } from '../../server/contract/attributes'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { Dimension, Role } from '../../server/contract/terms'
import { hrefWith } from '../app/address'
import type { FilterDimension } from '../app/filters'
import { labelOf } from '../app/filters'
import { instant, number } from '../app/format'
import { useLabels } from '../app/labels'
import type { PageProps } from '../app/page'
import { periodOf, todayIn } from '../app/period'
import { useResource } from '../app/resource'
import { mayManage } from '../app/roles'
import { AnswerDisputes } from '../disputes/of-answer'
import { AuditEntries } from '../shell/audit-entries'
import { Frame, surveyPath } from '../shell/frame'
import { Fact, Facts } from '../ui/facts'
import { Bones, Loaded, Section } from '../ui/loading'
import { Rating } from '../ui/rating'
import { Title } from '../ui/title'
import { words } from '../words'
import { AnswerConversation } from './conversation'
import { AnswerReview } from './review'
import { Claimed, reasonText, StandingBadge, StandingWords } from './standing'
import { AnswerTags } from './tags'

type Naming = (dimension: Dimension, key: string) => string

/** One answer with all that is known around it, and what a manager may do about it. */
export function AnswerPage({ params: { site = '', survey = '', answer = '' }, query }: PageProps) {
  return (
    <Frame siteId={site} surveyId={survey} tab="answers">
      {(here) =>
        here.survey && (
          <One
            key={answer}
            site={here.site}
            survey={here.survey}
            role={here.role}
            id={answer}
            query={query}
          />
        )
      }
    </Frame>
  )
}

function One({
  site,
  survey,
  role,
  id,
  query
}: {
  site: SiteView
  survey: SurveyView
  role: Role
  id: string
  query: URLSearchParams
}) {
  const answer = useResource<AnswerView>(`/v1/responses/${id}?survey=${survey.id}`)
  const nameOf = useLabels(survey.id, periodOf(query, todayIn(site.timeZone)))
  const list = `${surveyPath(site.id, survey.id)}/answers`
  return (
    <div class="one-answer">
      <p class="way-back">
        <a href={hrefWith(query, {}, list)}>{words.manage.answer.back}</a>
      </p>
      <Loaded
        of={answer}
        title={words.list.title}
        skeleton={<Bones widths={[40, 100, 100, 60]} class="bone row" />}
      >
        {(view) => (
          <>
            <Title>{words.manage.answer.title(instant(view.answeredAt, site.timeZone))}</Title>
            <div class="answer-head">
              <Rating response={view} />
              {view.state !== 'counted' && (
                <span class="badge">
                  {words.list.states[view.state]}
                  {view.stateReason ? `: ${reasonText(view.stateReason)}` : ''}
                </span>
              )}
              <StandingBadge response={view} />
              {view.superseded && <span class="badge">{words.list.superseded}</span>}
            </div>
            {view.comment ? (
              <p class="answer-comment whole" dir="auto" lang={view.locale?.replaceAll('_', '-')}>
                {view.comment}
              </p>
            ) : (
              <p class="answer-comment whole faint">{words.manage.answer.noComment}</p>
            )}
            <About view={view} site={site} list={list} nameOf={nameOf} />
            {view.conversation !== null && <AnswerConversation view={view} site={site} list={list} />}
            <AnswerDisputes view={view} site={site} />
            {mayManage(role) && <AnswerReview key={`${view.id} ${view.state}`} view={view} />}
            {mayManage(role) && (
              <AnswerTags
                key={JSON.stringify([
                  view.id,
                  view.topics,
                  view.channel,
                  view.agent,
                  view.team,
                  view.attributes
                ])}
                view={view}
                site={site}
              />
            )}
            {mayManage(role) && (
              <Section title={words.manage.answer.history}>
                {view.history.length === 0 ? (
                  <p class="faint">{words.manage.answer.unchanged}</p>
                ) : (
                  <AuditEntries rows={view.history} site={site} />
                )}
              </Section>
            )}
          </>
        )}
      </Loaded>
    </div>
  )
}

function attributeText(value: AttributeValue): string {
  if (typeof value === 'boolean') return words.attributes[value ? 'yes' : 'no']
  return typeof value === 'number' ? number(value, 6) : value
}

function About({
  view,
  site,
  list,
  nameOf
}: {
  view: AnswerView
  site: SiteView
  list: string
  nameOf: Naming
}) {
  const texts = words.manage.answer
  const counted = view.countsAs ?? view
  const here = (dimension: FilterDimension, key: string) => (
    <a href={hrefWith(new URLSearchParams(), { [dimension]: key, period: '12m' }, list)}>
      <bdi>{nameOf(dimension, key)}</bdi>
    </a>
  )
  const others = (['channel', 'agent', 'team'] as const).flatMap((name) =>
    counted[name] === view[name] ? [] : (view[name] ?? [])
  )
  const sent =
    view.countsAs &&
    [...others, ...(counted.topics.join() === view.topics.join() ? [] : view.topics)].join(', ')
  const given = Object.entries(view.answers)
  return (
    <Section title={texts.about}>
      <p class="standing-words">
        <StandingWords response={view} />
      </p>
      <Facts>
        <Fact name={words.dimensions.channel.one}>
          {counted.channel ? here('channel', counted.channel) : words.none.channel}
        </Fact>
        <Fact name={words.dimensions.topic.one}>
          {counted.topics.length > 0 ? (
            <span class="fact-list">{counted.topics.map((key) => here('topic', key))}</span>
          ) : (
            words.none.topic
          )}
        </Fact>
        {sent && (
          <Fact name={texts.sentAs}>
            <bdi>{sent}</bdi>
          </Fact>
        )}
        <Fact name={words.dimensions.agent.one}>
          {counted.agent ? (
            <>
              {here('agent', counted.agent)}
              <Claimed response={view} name="agent" />
            </>
          ) : (
            words.none.agent
          )}
        </Fact>
        <Fact name={words.dimensions.team.one}>
          {counted.team ? (
            <>
              {here('team', counted.team)}
              <Claimed response={view} name="team" />
            </>
          ) : (
            words.none.team
          )}
        </Fact>
        {counted.handledBy && (
          <Fact name={words.dimensions.handler.one}>{here('handler', counted.handledBy)}</Fact>
        )}
        {counted.bot && <Fact name={words.dimensions.bot.one}>{here('bot', counted.bot)}</Fact>}
        {site.attributes.map(({ key, label }) => {
          const value = Object.hasOwn(view.attributes, key) ? view.attributes[key] : undefined
          return value === undefined ? null : (
            <Fact key={key} name={label}>
              <bdi>{attributeText(value)}</bdi>
              <Claimed response={view} name="attributes" />
            </Fact>
          )
        })}
        {given.map(([name, value]) => (
          <Fact key={name} name={texts.given[name] ?? name}>
            <bdi>{texts.values[String(value)] ?? String(value)}</bdi>
          </Fact>
        ))}
        {view.locale && <Fact name={texts.locale}>{labelOf('locale', view.locale)}</Fact>}
        <Fact name={texts.surface}>{texts.surfaces[view.surface] ?? view.surface}</Fact>
        {view.delivery && (
          <Fact name={texts.delivery}>
            <bdi>{labelOf('channel', view.delivery)}</bdi>
          </Fact>
        )}
        {view.pageUrl && (
          <Fact name={texts.page}>
            <bdi class="address">{view.pageUrl}</bdi>
          </Fact>
        )}
        {view.customer && (
          <Fact name={texts.customer}>
            <bdi>{view.customer}</bdi>
            <Claimed response={view} name="customer" />{' '}
            <a
              class="quiet-link"
              href={hrefWith(
                new URLSearchParams(),
                { customer: view.customer, period: '12m', state: 'all' },
                list
              )}
            >
              {texts.others}
            </a>
          </Fact>
        )}
        <Fact name={texts.received}>{instant(view.receivedAt, site.timeZone)}</Fact>
        {view.editedAt && <Fact name={texts.edited}>{instant(view.editedAt, site.timeZone)}</Fact>}
      </Facts>
    </Section>
  )
}
