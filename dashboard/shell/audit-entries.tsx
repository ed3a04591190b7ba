import type { AuditRow } from '../../server/contract/audit'
import type { SiteView } from '../../server/contract/sites'
import type { NamedDimension } from '../../server/contract/tags'
import type { Standing } from '../../server/contract/terms'
import { instant } from '../app/format'
import { language, words } from '../words'
import { surveyPath } from './frame'

/** Of what became of an answer it is told too by what standing it happened. */
type Row = AuditRow & { standing?: string }

/** What was done, by whom, when, and what it was before. */
export function AuditEntries({
  rows,
  site,
  withSubject = false
}: {
  rows: readonly Row[]
  site: SiteView
  withSubject?: boolean
}) {
  const texts = words.manage.audit
  return (
    <ol class="entries">
      {rows.map((row) => (
        <li key={row.id}>
          <p>
            <strong>{texts.actions[row.action] ?? row.action}</strong>
            {withSubject && (
              <>
                {' '}
                <Subject row={row} site={site} />
              </>
            )}
          </p>
          <Detail detail={row.detail} site={site} />
          <Other row={row} site={site} />
          <p class="faint">
            {texts.by} <bdi>{actorOf(row)}</bdi>
            {isStanding(row.standing) && ` (${words.standing.short[row.standing]})`} ·{' '}
            <time dateTime={row.at}>{instant(row.at, site.timeZone)}</time>
          </p>
        </li>
      ))}
    </ol>
  )
}

function actorOf({ actor: { key, name } }: Row): string {
  return (
    name ??
    words.standing.history.actors[key] ??
    (key.startsWith('key:') ? words.manage.audit.program : words.manage.audit.somebody)
  )
}

/** The answer because of which this one counts no more, or waits. */
function Other({
  row: {
    subject,
    detail: { by, byStanding }
  },
  site
}: {
  row: Row
  site: SiteView
}) {
  const { by: means, other } = words.standing.history
  if (typeof by !== 'string') return null
  const [survey = ''] = subject.split('/')
  return (
    <p class="changes">
      <a href={`${surveyPath(site.id, survey)}/answers/${encodeURIComponent(by)}`}>{other}</a>
      {isStanding(byStanding) && `: ${means[byStanding]}`}
    </p>
  )
}

function isStanding(value: unknown): value is Standing {
  return value === 'vouched' || value === 'unverified'
}

/** Of a survey and of an answer the way to it, of a name the name; the rest has ids that say nothing. */
function Subject({ row: { action, subject }, site }: { row: AuditRow; site: SiteView }) {
  const [survey = '', answer] = subject.split('/')
  const path = surveyPath(site.id, survey)
  if (action.startsWith('survey-')) return <a href={path}>{words.manage.audit.open}</a>
  if (action.startsWith('response-') && answer !== undefined)
    return <a href={`${path}/answers/${encodeURIComponent(answer)}`}>{words.manage.audit.open}</a>
  return namedDimensions.some((dimension) => action === `${dimension}-changed`) ? <bdi>{subject}</bdi> : null
}

const namedDimensions: readonly NamedDimension[] = ['channel', 'topic', 'agent', 'team']

function Detail({ detail, site }: { detail: AuditRow['detail']; site: SiteView }) {
  const { from, to, by: _by, byStanding: _byStanding, ...rest } = detail
  const isTime = (name: string, value: unknown): value is number =>
    name.endsWith('At') && typeof value === 'number'
  const shown = (name: string, value: unknown) =>
    isTime(name, value) ? instant(new Date(value).toISOString(), site.timeZone) : textOf(name, value)
  const changes =
    isRecord(from) && isRecord(to)
      ? Object.keys(to)
          .filter((name) => shown(name, from[name]) !== shown(name, to[name]))
          .map((name) => ({ name, from: from[name], to: to[name] }))
      : to === undefined
        ? []
        : [{ name: 'state', from, to }]
  const facts = Object.entries(rest).filter(([, value]) => value !== null)
  if (changes.length + facts.length === 0) return null
  return (
    <ul class="changes">
      {changes.map((change) => (
        <li key={change.name}>
          {nameOf(change.name)}:{' '}
          <bdi>
            <del>{shown(change.name, change.from)}</del>
          </bdi>{' '}
          {language.arrow}{' '}
          <bdi>
            <ins>{shown(change.name, change.to)}</ins>
          </bdi>
        </li>
      ))}
      {facts.map(([name, value]) => (
        <li key={name}>
          {nameOf(name)}: <bdi>{shown(name, value)}</bdi>
        </li>
      ))}
    </ul>
  )
}

/** What is inside of something stands behind its name: Question (en). */
function nameOf(field: string): string {
  const [first = '', ...rest] = field.split('.')
  const name = words.manage.audit.fields[first] ?? first
  return rest.length > 0 ? `${name} (${rest.join(' ')})` : name
}

const valueNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  state: { ...words.list.states, ...words.builder.states },
  channel: words.channels,
  handler: words.handlers,
  role: words.manage.members.roles,
  scopes: words.settings.scopeNames,
  kind: words.connectors.kinds,
  by: words.profile.ways,
  standing: words.standing.short,
  claimedAgents: words.standing.settings.choices,
  proofOfWork: words.builder.protection.choices,
  reason: words.standing.reasons
}

function textOf(field: string, value: unknown): string {
  if (Array.isArray(value))
    return value.length === 0 ? words.manage.audit.none : value.map((one) => textOf(field, one)).join(', ')
  // A reason of a list: its key and what it is called in each language.
  if (isRecord(value))
    return Object.values(value)
      .map((one) => textOf('', one))
      .join(' ')
  if (typeof value === 'boolean') return words.manage.answer.values[String(value)] ?? String(value)
  if (field === 'claimed' && typeof value === 'string' && value !== '')
    return value.split(',').map(claimName).join(', ')
  const text = value === null || value === undefined || value === '' ? '' : String(value)
  return text === '' ? words.manage.audit.none : (valueNames[field]?.[text] ?? text)
}

/** What a page may merely claim, by the words for it. */
function claimName(name: string): string {
  return name === 'agent' || name === 'team' ? words.dimensions[name].one : name
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
