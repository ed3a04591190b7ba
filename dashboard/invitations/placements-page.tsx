import { useState } from 'preact/hooks'
import type { InvitationsView, InvitationView, KeptInvitation } from '../../server/contract/invitations'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { ask } from '../app/api'
import { labelOf } from '../app/filters'
import { instant } from '../app/format'
import type { PageProps } from '../app/page'
import { refresh, useResource } from '../app/resource'
import { mayManage } from '../app/roles'
import { Frame } from '../shell/frame'
import { FunnelWays } from '../shell/funnel-ways'
import { useAttempt } from '../ui/attempt'
import { Copy } from '../ui/copy'
import { ChoiceField, Field, Form } from '../ui/form'
import { Bones, Loaded, Section } from '../ui/loading'
import { Pages } from '../ui/pagination'
import { Title } from '../ui/title'
import { words } from '../words/setting-up'

/** Links for many: their QR codes to download, and sheets to print. */
export function Placements({ params: { site = '', survey = '' }, query }: PageProps) {
  return (
    <Frame siteId={site} surveyId={survey} tab="response">
      {(here) =>
        here.survey && (
          <>
            <Title unseen>{words.invitations.placements.title}</Title>
            <FunnelWays
              siteId={here.site.id}
              surveyId={here.survey.id}
              query={query}
              current="placements"
              role={here.role}
            />
            <List
              key={here.survey.id}
              site={here.site}
              survey={here.survey}
              mayChange={mayManage(here.role)}
            />
          </>
        )
      }
    </Frame>
  )
}

function List({ site, survey, mayChange }: { site: SiteView; survey: SurveyView; mayChange: boolean }) {
  const path = `/v1/invitations?survey=${survey.id}&reusable=true&test=false`
  const first = useResource<InvitationsView>(path)
  const texts = words.invitations.placements
  return (
    <div class="placements">
      <p class="lead">{texts.lead}</p>
      <Loaded of={first} skeleton={<Bones widths={[100, 100, 100]} class="bone answer-bone" />}>
        {(page) =>
          page.rows.length === 0 ? (
            <p class="faint">{texts.none}</p>
          ) : (
            <>
              {mayChange && page.rows.some(({ revokedAt }) => revokedAt === null) && (
                <p class="form-end">
                  <a class="button" target="_blank" href={sheetUrl(survey)}>
                    {texts.sheet}
                  </a>
                  <span class="faint small">{texts.sheetHint}</span>
                </p>
              )}
              <Pages path={path} first={page}>
                {(rows) => (
                  <ul class="placement-list">
                    {rows.map((row) => (
                      <Placement
                        key={row.id}
                        placement={row}
                        site={site}
                        survey={survey}
                        mayChange={mayChange}
                      />
                    ))}
                  </ul>
                )}
              </Pages>
            </>
          )
        }
      </Loaded>
      {mayChange && survey.state === 'live' && <NewPlacement survey={survey} />}
    </div>
  )
}

function Placement({
  placement: { id, name, place, channel, topics, openings, answers, expiresAt, revokedAt },
  site,
  survey,
  mayChange
}: {
  placement: KeptInvitation
  site: SiteView
  survey: SurveyView
  mayChange: boolean
}) {
  const { refused, attempt } = useAttempt()
  const texts = words.invitations.placements
  const shown = [name ?? texts.unnamed, place].filter(Boolean).join(', ')
  const picture = (format: string) => `/api/v1/invitations/${id}/qr.${format}`
  const revoke = async () => {
    if (!confirm(words.invitations.revokeSure)) return
    await attempt(async () => {
      await ask(`/v1/invitations/${id}`, { method: 'DELETE' })
      refresh()
    })
  }
  return (
    <li class="placement">
      {mayChange && revokedAt === null && (
        <img src={picture('svg')} alt={texts.qr(shown)} width="96" height="96" loading="lazy" />
      )}
      <div class="placement-what">
        <strong>
          <bdi>{name ?? texts.unnamed}</bdi>
        </strong>
        {place && (
          <span class="faint">
            <bdi>{place}</bdi>
          </span>
        )}
        <span class="answer-tags">
          {channel !== '' && <span>{labelOf('channel', channel)}</span>}
          {topics.map((topic) => (
            <span key={topic} class="tag topic">
              <bdi>{topic}</bdi>
            </span>
          ))}
          <span class="faint">{texts.figures(openings, answers)}</span>
          {expiresAt !== null && (
            <span class="faint">{texts.expires(instant(expiresAt, site.timeZone))}</span>
          )}
        </span>
        {revokedAt !== null ? (
          <span>
            <span class="badge">{words.invitations.states.revoked}</span>
          </span>
        ) : (
          mayChange && (
            <span class="placement-ways">
              <a
                href={picture('svg')}
                download={`${shown}.svg`}
                aria-label={texts.download(shown, texts.svg)}
              >
                {texts.svg}
              </a>
              <a
                href={picture('png')}
                download={`${shown}.png`}
                aria-label={texts.download(shown, texts.png)}
              >
                {texts.png}
              </a>
              <a href={sheetUrl(survey, id)} target="_blank" aria-label={texts.printOf(shown)}>
                {texts.print}
              </a>
              <button type="button" class="plain" aria-label={texts.revokeOf(shown)} onClick={revoke}>
                {words.invitations.revoke}
              </button>
            </span>
          )
        )}
        {refused && (
          <span class="refused small" role="alert">
            {refused}
          </span>
        )}
      </div>
    </li>
  )
}

function NewPlacement({ survey }: { survey: SurveyView }) {
  const [made, setMade] = useState<InvitationView>()
  const texts = words.invitations.placements
  const send = async (fields: FormData) => {
    const given = (name: string) => String(fields.get(name)).trim()
    const topics = given('topics')
      .split(',')
      .map((topic) => topic.trim())
      .filter(Boolean)
    const body = {
      survey: survey.id,
      reusable: true,
      name: given('name'),
      place: given('place'),
      channel: given('channel'),
      topics
    }
    setMade(await ask<InvitationView>('/v1/invitations', { method: 'POST', body }))
    refresh()
  }
  const channels = Object.entries(words.channels).map(([value, label]) => ({ value, label }))
  return (
    <Section title={texts.add}>
      <Form submit={texts.make} send={send}>
        <Field label={texts.name} name="name" required maxLength={200} placeholder={texts.nameExample} />
        <Field label={texts.place} name="place" maxLength={200} />
        <ChoiceField
          label={words.settings.channel}
          name="channel"
          options={channels}
          defaultValue="in_person"
        />
        <Field
          label={words.settings.topics}
          hint={words.settings.topicsHint}
          name="topics"
          maxLength={1000}
        />
      </Form>
      <div role="status">
        {made && (
          <div class="made">
            <Copy text={made.url} label={texts.link} />
          </div>
        )}
      </div>
    </Section>
  )
}

function sheetUrl({ id }: SurveyView, placement?: string): string {
  return `/api/v1/invitations/sheet?${new URLSearchParams({ survey: id, ...(placement && { invitation: placement, copies: '8' }) })}`
}
