import type { FollowUpView } from '../../server/contract/follow-ups'
import type { SiteView } from '../../server/contract/sites'
import { labelOf } from '../app/filters'
import { instant } from '../app/format'
import type { PageProps } from '../app/page'
import { useResource } from '../app/resource'
import { Frame, surveyPath } from '../shell/frame'
import { Fact, Facts } from '../ui/facts'
import { Bones, Loaded, Section } from '../ui/loading'
import { Rating } from '../ui/rating'
import { Title } from '../ui/title'
import { words } from '../words'
import { AskedAgain } from './asked-again'
import { inboxPath } from './paths'
import { Reply } from './reply'
import { dueText, stateText } from './row'
import { Work } from './work'

/** One customer who is to hear back: what was said, what is done, and what else is known. */
export function FollowUp({ params: { site = '', followUp = '' } }: PageProps) {
  const found = useResource<FollowUpView>(`/v1/sites/${site}/follow-ups/${encodeURIComponent(followUp)}`)
  return (
    <Frame siteId={site} tab="inbox">
      {(here) => (
        <div class="one-answer">
          <p class="way-back">
            <a href={inboxPath(site)}>{words.followUps.back}</a>
          </p>
          <Loaded
            of={found}
            title={words.followUps.title}
            skeleton={<Bones widths={[40, 100, 100, 60]} class="bone row" />}
          >
            {(view) => (
              <>
                <Head view={view} timeZone={here.site.timeZone} />
                <AskedAgain followUp={view} timeZone={here.site.timeZone} />
                <About view={view} site={here.site} />
                <Reply followUp={view} />
                <Work followUp={view} />
                <Others view={view} site={here.site} />
                {view.history.length > 0 && <History view={view} timeZone={here.site.timeZone} />}
              </>
            )}
          </Loaded>
        </div>
      )}
    </Frame>
  )
}

function Head({ view, timeZone }: { view: FollowUpView; timeZone: string }) {
  const texts = words.followUps
  const { answer } = view
  return (
    <>
      <Title>{texts.named(instant(view.openedAt, timeZone))}</Title>
      <div class="answer-head">
        <Rating response={answer} />
        <span class="badge">{stateText(view)}</span>
        <span class={view.overdue ? 'inbox-late' : 'faint'}>{dueText(view, timeZone)}</span>
        {view.escalatedTo && <span class="faint">{texts.escalated(view.escalatedTo.name)}</span>}
      </div>
      {answer.comment ? (
        <p class="answer-comment whole" dir="auto" lang={answer.locale?.replaceAll('_', '-')}>
          {answer.comment}
        </p>
      ) : (
        <p class="answer-comment whole faint">{texts.noComment}</p>
      )}
    </>
  )
}

function About({ view, site }: { view: FollowUpView; site: SiteView }) {
  const texts = words.followUps
  const { answer, topics } = view
  const { channel, agent, team } = answer.countsAs ?? answer
  const given = Object.entries(answer.answers)
  const { given: names, values } = words.manage.answer
  return (
    <Section title={texts.about}>
      <Facts>
        <Fact name={texts.filters.survey}>
          <bdi>{view.survey.name}</bdi>
        </Fact>
        <Fact name={words.dimensions.channel.one}>
          {channel ? labelOf('channel', channel) : words.none.channel}
        </Fact>
        <Fact name={words.dimensions.topic.one}>
          <span class="fact-list">
            {topics.length > 0
              ? topics.map(({ key, label }) => <bdi key={key}>{labelOf('topic', key, label)}</bdi>)
              : words.none.topic}
          </span>
        </Fact>
        {agent && (
          <Fact name={words.dimensions.agent.one}>
            <bdi>{agent}</bdi>
          </Fact>
        )}
        {team && (
          <Fact name={words.dimensions.team.one}>
            <bdi>{team}</bdi>
          </Fact>
        )}
        {given.map(([name, value]) => (
          <Fact key={name} name={names[name] ?? name}>
            <bdi>{values[String(value)] ?? String(value)}</bdi>
          </Fact>
        ))}
        {answer.customer && (
          <Fact name={texts.customer}>
            <bdi>{answer.customer}</bdi>
          </Fact>
        )}
        {answer.conversation && (
          <Fact name={texts.conversation}>
            {view.conversationUrl ? (
              <a href={view.conversationUrl} target="_blank" rel="noreferrer">
                {texts.openConversation}
              </a>
            ) : (
              <bdi>{answer.conversation}</bdi>
            )}
          </Fact>
        )}
        <Fact name={texts.rule}>
          <bdi>{view.rule ?? texts.ruleGone}</bdi>
        </Fact>
        <Fact name={texts.owner}>
          <bdi>{view.owner?.name ?? texts.filters.nobody}</bdi>
        </Fact>
        {view.nature && <Fact name={texts.root}>{texts.natures[view.nature]}</Fact>}
        {view.severity && <Fact name={texts.severity}>{texts.severities[view.severity]}</Fact>}
        {view.done && (
          <Fact name={texts.done}>
            <span dir="auto">{view.done}</span>
          </Fact>
        )}
      </Facts>
      <p class="inbox-answer">
        <a href={answerPath(site.id, answer)}>{texts.toAnswer}</a>
      </p>
    </Section>
  )
}

function Others({ view, site }: { view: FollowUpView; site: SiteView }) {
  const texts = words.followUps
  if (view.answer.customer === null) return null
  return (
    <Section title={texts.others}>
      {view.others.length === 0 ? (
        <p class="faint">{texts.noOthers}</p>
      ) : (
        <ul class="entries">
          {view.others.map(({ survey, answer }) => (
            <li key={`${survey.id} ${answer.id}`}>
              <span class="inbox-other">
                <Rating response={answer} />
                <a href={answerPath(site.id, answer)}>{instant(answer.answeredAt, site.timeZone)}</a>
              </span>
              <span class="faint">
                <bdi>{survey.name}</bdi>
                {answer.channel && ` · ${labelOf('channel', answer.channel)}`}
              </span>
              {answer.comment && <span dir="auto">{answer.comment}</span>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function History({ view, timeZone }: { view: FollowUpView; timeZone: string }) {
  const texts = words.followUps
  return (
    <Section title={texts.history}>
      <ul class="entries">
        {view.history.map(({ at, actor, action, detail }, place) => (
          <li key={place}>
            <span>
              <strong>{texts.happened[action]}</strong> <span class="faint">{instant(at, timeZone)} · </span>
              <bdi class="faint">
                {actor.key === 'hearback' ? texts.itself : (actor.name ?? texts.somebody)}
              </bdi>
            </span>
            {saidOf(detail).map((one) => (
              <bdi key={one}>{one}</bdi>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What an entry of the history tells, each part as people read it. */
function saidOf(detail: Record<string, unknown>): string[] {
  const texts = words.followUps
  const { state, nature, severity, ended, owner, text, done, rule, channel, message } = detail
  const known = (names: Readonly<Record<string, string>>, key: unknown) => names[String(key)] ?? []
  return [
    known(texts.states, ended ? undefined : state),
    known(texts.ended, ended),
    typeof rule === 'string' ? rule : [],
    'owner' in detail ? `${texts.owner}: ${owner === null ? texts.filters.nobody : String(owner)}` : [],
    known(texts.natures, nature),
    known(texts.severities, severity),
    typeof done === 'string' ? done : [],
    typeof text === 'string' ? text : [],
    typeof channel === 'string' ? texts.reply.became(labelOf('channel', channel), becameOf(message)) : []
  ].flat()
}

/** What became of a message, and why where it did not arrive. */
function becameOf(message: unknown): string {
  const { state, reason } = (message ?? {}) as { state?: string; reason?: string | null }
  const { deliveryStates } = words.connectors
  const became =
    (deliveryStates as Readonly<Record<string, string>>)[state ?? ''] ?? words.followUps.reply.gone
  return reason ? `${became}: ${words.reasons[reason] ?? reason}` : became
}

function answerPath(siteId: string, { survey, id }: FollowUpView['answer']): string {
  return `${surveyPath(siteId, survey)}/answers/${encodeURIComponent(id)}`
}
