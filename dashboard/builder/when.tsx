import type { Asking } from '../../server/contract/asking'
import { Section } from '../ui/loading'
import { words } from '../words'
import { LinesField, NumberField, SelectField, TextField, Tick, useBuilding } from './fields'

type When = Asking['when']

/** What each trigger starts with. */
const triggers: { [On in When['on']]: Extract<When, { on: On }> } = {
  load: { on: 'load' },
  delay: { on: 'delay', seconds: 1 },
  scroll: { on: 'scroll', percent: 50 },
  exit: { on: 'exit' },
  click: { on: 'click', selector: '' },
  event: { on: 'event', event: '' },
  'time-on-page': { on: 'time-on-page', seconds: 30 },
  inactivity: { on: 'inactivity', seconds: 20 },
  call: { on: 'call' }
}
const devices = ['phone', 'tablet', 'desktop'] as const

/** When a survey asks by itself, whom, how often and where. */
export function WhenFields() {
  const {
    draft: { asking },
    set,
    wrong
  } = useBuilding()
  const { when, again, devices: chosen } = asking
  const text = words.builder.when
  const every = typeof again === 'string' ? again : 'days'
  return (
    <Section title={text.title}>
      <div class="form">
        <SelectField
          path="asking.when"
          label={text.trigger}
          hint={when.on === 'call' ? text.callHint : undefined}
          options={Object.entries(text.triggers)}
          value={when.on}
          choose={(value) =>
            set(
              'asking.when',
              Object.values(triggers).find(({ on }) => on === value)
            )
          }
        />
        {'seconds' in when && (
          <NumberField path="asking.when.seconds" label={text.seconds} min={0} max={3600} />
        )}
        {when.on === 'scroll' && (
          <NumberField path="asking.when.percent" label={text.percent} min={1} max={100} />
        )}
        {when.on === 'click' && (
          <TextField
            path="asking.when.selector"
            label={text.selector}
            hint={text.selectorHint}
            dir="ltr"
            spellcheck={false}
            maxLength={200}
          />
        )}
        {when.on === 'event' && (
          <TextField
            path="asking.when.event"
            label={text.event}
            hint={text.eventHint}
            dir="ltr"
            spellcheck={false}
            maxLength={200}
          />
        )}
        <div class="field-pair">
          <LinesField path="asking.pages.in" label={text.pagesIn} hint={text.pagesHint} />
          <LinesField path="asking.pages.out" label={text.pagesOut} />
        </div>
        <NumberField
          path="asking.share"
          label={text.share}
          hint={text.shareHint}
          min={0}
          max={100}
          step="any"
        />
        <fieldset class="field">
          <legend>{text.devices}</legend>
          <div class="checks">
            {devices.map((device) => (
              <Tick
                key={device}
                label={text.deviceNames[device]}
                checked={chosen.includes(device)}
                change={(checked) =>
                  set(
                    'asking.devices',
                    devices.filter((other) => (other === device ? checked : chosen.includes(other)))
                  )
                }
              />
            ))}
          </div>
          {wrong('asking.devices') && <p class="refused small">{wrong('asking.devices')}</p>}
        </fieldset>
        <Tick
          label={text.languagesOnly}
          checked={asking.languagesOnly}
          change={(checked) => set('asking.languagesOnly', checked)}
        />
        <SelectField
          path="asking.again"
          label={text.again}
          options={Object.entries(text.agains)}
          value={every}
          choose={(value) => set('asking.again', value === 'days' ? { days: 30 } : value)}
        />
        {every === 'days' && <NumberField path="asking.again.days" label={text.days} min={0} max={3650} />}
        <NumberField path="asking.notAfterDismissalDays" label={text.dismissed} min={0} max={3650} />
        <NumberField path="asking.quietDays" label={text.quiet} hint={text.quietHint} min={0} max={3650} />
        <SelectField
          path="asking.place"
          label={text.place}
          options={Object.entries(text.places)}
          value={asking.place}
          choose={(value) => set('asking.place', value)}
        />
      </div>
    </Section>
  )
}
