import { hrefWith, navigate } from '../app/address'
import { days } from '../app/format'
import { periodOf, presetOf, presets } from '../app/period'
import { Menu } from '../ui/menu'
import { words } from '../words'

/** The usual periods as links, and dates of the reader's own behind a disclosure. */
export function PeriodPicker({ query, today }: { query: URLSearchParams; today: string }) {
  const preset = presetOf(query)
  const period = periodOf(query, today)
  const show = (event: SubmitEvent) => {
    event.preventDefault()
    const dates = new FormData(event.currentTarget as HTMLFormElement) // the form it is bound to
    navigate(hrefWith(query, { period: null, from: String(dates.get('from')), to: String(dates.get('to')) }))
  }
  return (
    <div class="period" role="group" aria-label={words.period.label}>
      <div class="segments">
        {presets.map((name) => (
          <a
            key={name}
            class="segment"
            href={hrefWith(query, { period: name, from: null, to: null })}
            {...(name === preset ? { 'aria-current': 'true' as const } : {})}
          >
            {words.period.names[name]}
          </a>
        ))}
        <Menu
          key={`${period.from} ${period.to}`}
          class={preset ? 'segment' : 'segment chosen'}
          label={words.period.own}
        >
          <form class="menu-body" onSubmit={show}>
            <label>
              {words.period.from}
              <input type="date" name="from" required max={today} defaultValue={period.from} />
            </label>
            <label>
              {words.period.to}
              <input type="date" name="to" required max={today} defaultValue={period.to} />
            </label>
            <button class="button">{words.period.show}</button>
          </form>
        </Menu>
      </div>
      <span class="period-days">{days(period)}</span>
    </div>
  )
}
