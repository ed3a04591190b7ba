import { useState } from 'preact/hooks'
import type { SiteView } from '../../../server/contract/sites'
import { ask } from '../../app/api'
import { labelOf } from '../../app/filters'
import { refresh } from '../../app/resource'
import { Form, Saved } from '../../ui/form'
import { Section } from '../../ui/loading'
import { words } from '../../words/setting-up'
import { AddKey } from './add-key'

const dimensions = ['channel', 'team', 'topic'] as const
type Dimension = (typeof dimensions)[number]
/** As it is typed: minutes to the first response, hours to the resolution; nothing is no target. */
type Row = { of: Dimension; key: string; minutes: string; hours: string }
type Target = SiteView['targets'][string]

/** How soon each channel, team and topic should have a first response and a resolution. */
export function TargetSettings({ site }: { site: SiteView }) {
  const { targets, targetsBy } = site
  const rowsOf = (of: Dimension, all: Readonly<Record<string, Target>>) =>
    Object.entries(all).map(([key, { firstResponseSeconds, resolutionSeconds }]): Row => {
      const typed = (seconds: number | undefined, unit: number) =>
        seconds === undefined ? '' : String(Math.round((1_000_000 * seconds) / unit) / 1_000_000)
      return { of, key, minutes: typed(firstResponseSeconds, 60), hours: typed(resolutionSeconds, 3_600) }
    })
  const [rows, setRows] = useState([
    ...rowsOf('channel', targets),
    ...rowsOf('team', targetsBy.team),
    ...rowsOf('topic', targetsBy.topic)
  ])
  const [saved, setSaved] = useState(false)
  const texts = words.hours
  const change = (rows: Row[]) => {
    setSaved(false)
    setRows(rows)
  }
  const set = (place: number, part: Partial<Row>) =>
    change(rows.map((row, other) => (other === place ? { ...row, ...part } : row)))
  const targetsOf = (of: Dimension) =>
    Object.fromEntries(rows.filter((row) => row.of === of).map((row) => [row.key, targetOf(row)]))
  const send = async () => {
    const body = {
      targets: targetsOf('channel'),
      targetsBy: { team: targetsOf('team'), topic: targetsOf('topic') }
    }
    await ask<SiteView>(`/v1/sites/${site.id}`, { method: 'PATCH', body })
    setSaved(true)
    refresh()
  }
  return (
    <Section title={texts.targetsTitle}>
      <p>{texts.targetsText}</p>
      <Form submit={words.settings.save} send={send} aside={<Saved saved={saved} />}>
        {rows.length === 0 && <p class="faint">{texts.noTargets}</p>}
        {rows.map(({ of, key, minutes, hours }, place) => {
          const name = labelOf(of, key)
          return (
            <fieldset key={`${of} ${key}`} class="target">
              <legend>
                {words.dimensions[of].one}: <bdi>{name}</bdi>
              </legend>
              <label>
                {texts.minutes}
                <input
                  type="number"
                  min={0.001}
                  step="any"
                  value={minutes}
                  onInput={({ currentTarget: { value } }) => set(place, { minutes: value })}
                />
              </label>
              <label>
                {texts.hours}
                <input
                  type="number"
                  min={0.001}
                  step="any"
                  value={hours}
                  onInput={({ currentTarget: { value } }) => set(place, { hours: value })}
                />
              </label>
              <button
                type="button"
                class="button small"
                aria-label={texts.takeAway(name)}
                onClick={() => change(rows.filter((_, other) => other !== place))}
              >
                ×
              </button>
            </fieldset>
          )
        })}
      </Form>
      <AddKey
        site={site}
        submit={texts.addTarget}
        dimensions={dimensions}
        add={(of, key) => {
          if (!rows.some((row) => row.of === of && row.key === key))
            change([...rows, { of, key, minutes: '', hours: '' }])
        }}
      />
      <p class="hint">{texts.targetPrecedence}</p>
    </Section>
  )
}

function targetOf({ minutes, hours }: Row): Target {
  const seconds = (typed: string, unit: number) => Math.round(Number(typed) * unit)
  return {
    ...(minutes !== '' && { firstResponseSeconds: seconds(minutes, 60) }),
    ...(hours !== '' && { resolutionSeconds: seconds(hours, 3_600) })
  }
}
