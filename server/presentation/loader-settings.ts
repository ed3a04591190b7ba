import { createHash } from 'node:crypto'
import type { SurveySettings } from '../../widget/shared/protocol'
import type { Asking } from '../contract/asking'
import type { Survey } from '../surveys/view'
import { askingOf } from '../surveys/view'

/**
 * What the loader must know of a survey to decide whether to ask. What is usual is left out: every byte of
 * it is paid for on every page view of every site.
 */
export function settingsFor({ row }: Pick<Survey, 'row'>, locales: string[]): SurveySettings {
  const asking = askingOf(row)
  const { again, notAfterDismissalDays, quietDays, share, devices, languagesOnly } = asking
  const every = typeof again === 'string' ? again : again.days
  return {
    id: row.id,
    version: versionName(row.version, asking),
    locales,
    ...triggerOf(asking.when),
    ...(every && { again: every }),
    // Asking again waits after a dismissal as it does after an answer; only a longer wait is worth a word.
    ...(every !== 'once' &&
      notAfterDismissalDays > Number(every === 'until-answered' ? 0 : every) && {
        dismissed: notAfterDismissalDays
      }),
    ...(quietDays && { quiet: quietDays }),
    ...pagesOf(asking.pages),
    ...(share < 100 && { share }),
    ...(devices.length < 3 && { devices }),
    ...(languagesOnly && { only: true })
  }
}

/** Whether the loader alone cannot tell when and whom this survey asks. */
export function needsRules({
  on,
  again,
  dismissed,
  quiet,
  pages,
  share,
  devices,
  only
}: SurveySettings): boolean {
  const bySelf = on === 'delay' || on === 'event' || on === undefined
  // Without a wait between two asks, every page of a single-page site is another occasion.
  const everyPage = on === 'delay' && again === undefined
  return (
    !bySelf ||
    everyPage ||
    typeof again === 'string' ||
    [dismissed, quiet, pages, share, devices, only].some((rule) => rule !== undefined)
  )
}

/**
 * The part of a survey's address that changes with all that a customer sees of it, because what is there is
 * kept for ever.
 */
export function versionName(version: number, { place, theme }: Asking): string {
  const look = JSON.stringify([place, theme])
  return look === usualLook
    ? `${version}`
    : `${version}-${createHash('sha256').update(look).digest('hex').slice(0, 6)}`
}

const usualLook = JSON.stringify(['corner', {}])

function triggerOf(when: Asking['when']): Pick<SurveySettings, 'on' | 'by'> {
  if (when.on === 'call') return {}
  if (when.on === 'load') return { on: 'delay', by: 0 }
  if (when.on === 'exit') return { on: when.on }
  if (when.on === 'scroll') return { on: when.on, by: when.percent }
  if (when.on === 'click') return { on: when.on, by: when.selector }
  if (when.on === 'event') return { on: when.on, by: when.event }
  return { on: when.on, by: when.seconds }
}

function pagesOf({ in: wanted = [], out = [] }: Asking['pages']): Pick<SurveySettings, 'pages'> {
  if (wanted.length + out.length === 0) return {}
  return { pages: [wanted.length > 0 ? wanted.flatMap(formsOf) : ['*'], out.flatMap(formsOf)] }
}

/**
 * A pattern in all the forms that it stands for. One without a fragment does not mind any, nor a slash at
 * its end.
 */
export function formsOf(pattern: string): string[] {
  if (pattern.includes('#')) return [asBrowsersWrite(pattern)]
  const bare = asBrowsersWrite(pattern.length > 1 ? pattern.replace(/\/$/, '') : pattern)
  return bare.endsWith('*') ? [bare] : ['', '/', '#*', '/#*'].map((end) => bare + end)
}

/** Browsers write paths in percent signs; people write `/مدد/*`, or copy what a browser wrote. */
function asBrowsersWrite(pattern: string) {
  try {
    return encodeURI(decodeURI(pattern))
  } catch {
    return pattern
  }
}
