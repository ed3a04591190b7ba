import type { Schedule } from '../../../server/contract/opening-hours'
import { timeZoneOptions } from '../../app/regions'
import { ChoiceField } from '../../ui/form'
import { words } from '../../words/setting-up'

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
type Opening = NonNullable<Schedule['week']['mon']>[number]
type Holiday = NonNullable<Schedule['holidays']>[number]

type ScheduleProps = {
  /** Whose hours they are. */
  name: string
  /** What holds where the schedule names no zone. */
  zone: string
  schedule: Schedule
  /** Those of the site, whose holidays others take over. */
  isWhole?: boolean
  change(schedule: Schedule): void
}

/** A week, holidays and the zone whose clocks they are told by. */
export function ScheduleFields({ name, zone, schedule, isWhole = false, change }: ScheduleProps) {
  const { week, holidays, timeZone } = schedule
  const texts = words.hours
  const { timeZone: _zone, ...zoneless } = schedule
  const { holidays: _holidays, ...everyDay } = schedule
  return (
    <>
      <table class="week">
        <caption>{texts.week(name)}</caption>
        <tbody>
          {weekdays.map((day) => (
            <tr key={day}>
              <th scope="row">{texts.days[day]}</th>
              <td>
                <Openings
                  of={texts.days[day]}
                  openings={week[day] ?? []}
                  change={(openings) => change({ ...schedule, week: { ...week, [day]: openings } })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">{texts.nightHint}</p>
      {!isWhole && (
        <label class="check">
          <input
            type="checkbox"
            checked={holidays === undefined}
            onChange={({ currentTarget: { checked } }) =>
              change(checked ? everyDay : { ...schedule, holidays: [] })
            }
          />
          {texts.sameHolidays}
        </label>
      )}
      {(isWhole || holidays) && (
        <Holidays holidays={holidays ?? []} change={(holidays) => change({ ...schedule, holidays })} />
      )}
      <ChoiceField
        label={words.welcome.timeZone}
        name="timeZone"
        options={[{ value: '', label: texts.sameZone(zone.replaceAll('_', ' ')) }, ...timeZoneOptions()]}
        defaultValue={timeZone ?? ''}
        onChange={({ currentTarget: { value } }) =>
          change(value === '' ? zoneless : { ...schedule, timeZone: value })
        }
      />
    </>
  )
}

type OpeningsProps = { of: string; openings: readonly Opening[]; change(openings: Opening[]): void }

/** From when until when it is open on a day, several times if need be. */
function Openings({ of, openings, change }: OpeningsProps) {
  const texts = words.hours
  const last = openings.at(-1)
  const set = (place: number, part: Partial<Opening>) =>
    change(openings.map((one, other) => (other === place ? { ...one, ...part } : one)))
  return (
    <div class="openings">
      {openings.length === 0 && <span class="faint">{texts.closed}</span>}
      {openings.map(({ from, until }, place) => (
        <span key={place} class="opening">
          <input
            type="time"
            required
            aria-label={texts.from(of)}
            value={from}
            onInput={({ currentTarget: { value } }) => set(place, { from: value })}
          />
          <span aria-hidden="true">–</span>
          <input
            type="time"
            required
            aria-label={texts.until(of)}
            value={until}
            onInput={({ currentTarget: { value } }) => set(place, { until: value })}
          />
          <button
            type="button"
            class="button small"
            aria-label={texts.close(of, from, until)}
            onClick={() => change(openings.filter((_, other) => other !== place))}
          >
            ×
          </button>
        </span>
      ))}
      <button
        type="button"
        class="button small"
        aria-label={texts.addOpeningOf(of)}
        onClick={() =>
          change([
            ...openings,
            last ? { from: last.until, until: '20:00' } : { from: '09:00', until: '17:00' }
          ])
        }
      >
        {texts.addOpening}
      </button>
    </div>
  )
}

function Holidays({ holidays, change }: { holidays: readonly Holiday[]; change(holidays: Holiday[]): void }) {
  const texts = words.hours
  const set = (place: number, part: Partial<Holiday>) =>
    change(holidays.map((one, other) => (other === place ? { ...one, ...part } : one)))
  return (
    <fieldset class="holidays">
      <legend>{texts.holidays}</legend>
      <ul>
        {holidays.map(({ date, name, open }, place) => (
          <li key={place}>
            <span class="holiday">
              <input
                type="date"
                required
                aria-label={texts.date}
                value={date}
                onInput={({ currentTarget: { value } }) => set(place, { date: value })}
              />
              <input
                aria-label={texts.nameOf(date)}
                placeholder={texts.name}
                maxLength={200}
                dir="auto"
                value={name ?? ''}
                onInput={({ currentTarget: { value } }) => set(place, { name: value })}
              />
              <button
                type="button"
                class="button small"
                aria-label={texts.takeAway(name || date)}
                onClick={() => change(holidays.filter((_, other) => other !== place))}
              >
                ×
              </button>
            </span>
            <Openings of={name || date} openings={open} change={(open) => set(place, { open })} />
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="button small"
        onClick={() => change([...holidays, { date: '', open: [] }])}
      >
        {texts.addHoliday}
      </button>
    </fieldset>
  )
}
