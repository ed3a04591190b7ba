import { useState } from 'preact/hooks'
import type { Schedule } from '../../../server/contract/opening-hours'
import type { SiteView } from '../../../server/contract/sites'
import { ask } from '../../app/api'
import { labelOf } from '../../app/filters'
import type { PageProps } from '../../app/page'
import { refresh } from '../../app/resource'
import { Frame } from '../../shell/frame'
import { SiteTabs } from '../../shell/site-tabs'
import { Form, Saved } from '../../ui/form'
import { Section } from '../../ui/loading'
import { Title } from '../../ui/title'
import { words } from '../../words/setting-up'
import { AddKey } from './add-key'
import { ScheduleFields } from './schedule-fields'
import { TargetSettings } from './targets'

/** When people work, and how soon they should reply and solve. Only owners come here. */
export function Hours({ params: { site: siteId = '' } }: PageProps) {
  const texts = words.hours
  return (
    <Frame siteId={siteId} tab="settings">
      {({ site, role }) => (
        <div class="settings">
          <SiteTabs siteId={siteId} role={role} current="hours" />
          <Title>{texts.title}</Title>
          <p class="lead">{texts.lead}</p>
          <HourSettings site={site} />
          <TargetSettings site={site} />
        </div>
      )}
    </Frame>
  )
}

type Own = { of: 'channel' | 'team'; key: string; schedule: Schedule }

const usualDay = [{ from: '09:00', until: '17:00' }]
const usualWeek: Schedule['week'] = {
  mon: usualDay,
  tue: usualDay,
  wed: usualDay,
  thu: usualDay,
  fri: usualDay
}

function HourSettings({ site }: { site: SiteView }) {
  const { openingHours } = site
  const ownOf = (of: Own['of'], all: Readonly<Record<string, Schedule>>) =>
    Object.entries(all).map(([key, schedule]): Own => ({ of, key, schedule }))
  const [whole, setWhole] = useState<Schedule | null>(openingHours.site)
  const [own, setOwn] = useState([
    ...ownOf('channel', openingHours.channels),
    ...ownOf('team', openingHours.teams)
  ])
  const [saved, setSaved] = useState(false)
  const texts = words.hours
  const changed = <Value,>(set: (value: Value) => void) => {
    return (value: Value) => {
      setSaved(false)
      set(value)
    }
  }
  const [changeWhole, changeOwn] = [changed(setWhole), changed(setOwn)]
  const schedulesOf = (of: Own['of']) =>
    Object.fromEntries(own.filter((one) => one.of === of).map(({ key, schedule }) => [key, schedule]))
  const send = async () => {
    const body = {
      openingHours: { site: whole, channels: schedulesOf('channel'), teams: schedulesOf('team') }
    }
    await ask<SiteView>(`/v1/sites/${site.id}`, { method: 'PATCH', body })
    setSaved(true)
    refresh()
  }
  return (
    <Section title={texts.hoursTitle}>
      <Form submit={words.settings.save} send={send} aside={<Saved saved={saved} />}>
        <label class="check">
          <input
            type="checkbox"
            checked={whole === null}
            onChange={({ currentTarget: { checked } }) =>
              changeWhole(checked ? null : { week: usualWeek, holidays: [] })
            }
          />
          {texts.always}
        </label>
        {whole && (
          <ScheduleFields
            name={site.name}
            zone={site.timeZone}
            schedule={whole}
            isWhole
            change={changeWhole}
          />
        )}
        {own.map(({ of, key, schedule }, place) => (
          <fieldset key={`${of} ${key}`} class="own-hours">
            <legend>
              {words.dimensions[of].one}: <bdi>{labelOf(of, key)}</bdi>
            </legend>
            <ScheduleFields
              name={labelOf(of, key)}
              zone={whole?.timeZone ?? site.timeZone}
              schedule={schedule}
              change={(schedule) => changeOwn(own.with(place, { of, key, schedule }))}
            />
            <button
              type="button"
              class="button small"
              onClick={() => changeOwn(own.filter((_, other) => other !== place))}
            >
              {texts.takeAway(labelOf(of, key))}
            </button>
          </fieldset>
        ))}
      </Form>
      <AddKey
        site={site}
        submit={texts.addOwn}
        dimensions={['channel', 'team']}
        add={(of, key) => {
          if (!own.some((one) => one.of === of && one.key === key))
            changeOwn([
              ...own,
              { of: of === 'team' ? of : 'channel', key, schedule: { week: whole?.week ?? usualWeek } }
            ])
        }}
      />
      <p class="hint">{texts.precedence}</p>
    </Section>
  )
}
