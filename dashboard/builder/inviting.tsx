import type { Inviting } from '../../server/contract/inviting'
import { dayName } from '../app/format'
import { Section } from '../ui/loading'
import { words } from '../words/setting-up'
import { valueAt } from './draft'
import { NumberField, Optional, Tick, useBuilding } from './fields'

const handlers = ['human', 'bot', 'human-and-bot'] as const satisfies readonly Inviting['handledBy'][number][]
/** Monday to Sunday. */
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
/** What a rule starts with when it is ticked. */
const usual = {
  hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
  frequency: { asks: 1, days: 30 },
  aDay: 10
}

/** The rules by which links and messages ask. */
export function InvitingFields() {
  const {
    draft: { inviting },
    set
  } = useBuilding()
  const text = words.inviting
  const among = <Item extends string | number>(
    all: readonly Item[],
    chosen: readonly Item[],
    item: Item,
    checked: boolean
  ) => all.filter((other) => (other === item ? checked : chosen.includes(other)))
  const { hours, handledBy } = inviting
  return (
    <Section title={text.title}>
      <div class="form">
        <p class="hint">{text.hint}</p>
        <NumberField
          path="inviting.share"
          label={text.share}
          hint={text.shareHint}
          min={0}
          max={100}
          step="any"
        />
        <NumberField
          path="inviting.delayMinutes"
          label={text.delay}
          hint={text.delayHint}
          min={0}
          max={43_200}
        />
        <Optional label={text.hours} path="inviting.hours" none={null} empty={usual.hours}>
          <fieldset class="field">
            <legend>{text.days}</legend>
            <div class="week">
              {weekdays.map((day) => (
                <Tick
                  key={day}
                  label={dayName(day)}
                  checked={hours?.days.includes(day) ?? false}
                  change={(checked) =>
                    set('inviting.hours.days', among(weekdays, hours?.days ?? [], day, checked))
                  }
                />
              ))}
            </div>
          </fieldset>
          <div class="field-pair">
            <ClockField path="inviting.hours.from" label={text.from} value={hours?.from ?? ''} />
            <ClockField path="inviting.hours.to" label={text.to} value={hours?.to ?? ''} />
          </div>
          <p class="hint">{text.hoursHint}</p>
        </Optional>
        <Optional label={text.frequency} path="inviting.frequency" none={null} empty={usual.frequency}>
          <div class="field-pair">
            <NumberField path="inviting.frequency.asks" label={text.asks} min={1} max={50} />
            <NumberField path="inviting.frequency.days" label={text.inDays} min={1} max={3650} />
          </div>
          <p class="hint">{text.frequencyHint}</p>
        </Optional>
        <Tick
          label={text.onlyResolved}
          checked={inviting.onlyResolved}
          change={(checked) => set('inviting.onlyResolved', checked)}
        />
        <Tick
          label={text.onlyPrivate}
          checked={inviting.onlyPrivate}
          change={(checked) => set('inviting.onlyPrivate', checked)}
        />
        <Tick
          label={text.languagesOnly}
          checked={inviting.languagesOnly}
          change={(checked) => set('inviting.languagesOnly', checked)}
        />
        <NumberField
          path="inviting.replyLengthMin"
          label={text.replyLength}
          hint={text.replyLengthHint}
          min={0}
          max={10_000}
        />
        <Handlers
          handledBy={handledBy}
          change={(handler, checked) =>
            set('inviting.handledBy', among(handlers, handledBy, handler, checked))
          }
        />
        <Cap path="inviting.perAgentADay" label={text.perAgent} />
        <Cap path="inviting.perTeamADay" label={text.perTeam} />
      </div>
    </Section>
  )
}

/** A number that may be absent; while it is typed anew it is there still. */
function Cap({ path, label }: { path: string; label: string }) {
  const { draft, set } = useBuilding()
  const isCapped = valueAt(draft, path) !== null
  return (
    <fieldset class="optional">
      <legend>
        <Tick label={label} checked={isCapped} change={(checked) => set(path, checked ? usual.aDay : null)} />
      </legend>
      {isCapped && (
        <div class="optional-fields">
          <NumberField path={path} label={words.inviting.aDay} min={1} max={100_000} />
        </div>
      )}
    </fieldset>
  )
}

type HandlersProps = {
  handledBy: Inviting['handledBy']
  change(handler: (typeof handlers)[number], checked: boolean): void
}

function Handlers({ handledBy, change }: HandlersProps) {
  const { wrong } = useBuilding()
  const fault = wrong('inviting.handledBy')
  return (
    <fieldset class="field">
      <legend>{words.inviting.handledBy}</legend>
      <div class="checks">
        {handlers.map((handler) => (
          <Tick
            key={handler}
            label={words.inviting.handlers[handler]}
            checked={handledBy.includes(handler)}
            change={(checked) => change(handler, checked)}
          />
        ))}
      </div>
      {fault && <p class="refused small">{fault}</p>}
    </fieldset>
  )
}

function ClockField({ path, label, value }: { path: string; label: string; value: string }) {
  const { set, wrong } = useBuilding()
  const fault = wrong(path)
  return (
    <div class="field">
      <label>
        {label}
        <input
          type="time"
          name={path}
          required
          value={value}
          {...(fault && { 'aria-invalid': true as const })}
          onInput={(event) => set(path, event.currentTarget.value)}
        />
      </label>
      {fault && <p class="refused small">{fault}</p>}
    </div>
  )
}
