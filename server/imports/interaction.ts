import type { Unit } from './durations'
import { durationUnit, secondsIn } from './durations'
import type { Cell, Mapping } from './mapping'
import { locate } from './mapping'
import { isBlank } from './rating'
import type { Remarks } from './report'
import { remark } from './report'
import type { Row } from './rows'
import type { Times } from './time-cells'
import { readTime } from './time-cells'
import { yesOrNo } from './yes-no'

/** What a row says of the conversation that was rated; what it does not say is null, never zero. */
export type Interaction = {
  /** Empty where the file names none: the answer's own name stands for it. */
  id: string
  openedAt: number | null
  firstResponseAt: number | null
  resolvedAt: number | null
  handleSeconds: number | null
  holdSeconds: number | null
  resolvedOnFirstContact: boolean | null
}

const durationParts = ['handleSeconds', 'holdSeconds', 'firstResponseSeconds', 'resolutionSeconds'] as const
type DurationPart = (typeof durationParts)[number]
type Durations = Partial<Record<DurationPart, Cell & { unit: Unit | undefined }>>

/**
 * Makes the function that reads what rows say of conversations. `ended` is when the customer was asked or
 * answered.
 */
export function interactionReader(
  header: readonly string[],
  mapping: Mapping,
  times: Times,
  remarks: Remarks
): (row: Row, id: string, ended: number | null) => Interaction {
  const durations = locateDurations(header, mapping)
  const solvedAt = mapping.conversation?.resolvedOnFirstContact
  const firstContact =
    solvedAt === undefined ? undefined : locate(header, 'conversation.resolvedOnFirstContact', solvedAt)

  function durationOf(row: Row, part: DurationPart): number | null {
    const cell = durations[part]
    const text = cell?.of(row.cells).trim() ?? ''
    if (!cell || isBlank(text)) return null
    const seconds = secondsIn(text, cell.unit)
    if (seconds === undefined)
      remark(remarks, `“${part}” is negative or no number and was left out`, row.line)
    // Nobody is helped in no time at all: exports write 0 where there was nothing to measure.
    return seconds === undefined || (seconds === 0 && part === 'handleSeconds') ? null : seconds
  }

  return (row, id, ended) => {
    const at = (part: 'openedAt' | 'firstResponseAt' | 'resolvedAt') => {
      const time = readTime(times[part], row)
      if (time !== null && typeof time !== 'number')
        remark(remarks, `“${part}” cannot be read and was left out`, row.line)
      return typeof time === 'number' ? time : null
    }
    const firstResponseSeconds = durationOf(row, 'firstResponseSeconds')
    const resolutionSeconds = durationOf(row, 'resolutionSeconds')
    const known = {
      openedAt: at('openedAt'),
      firstResponseAt: at('firstResponseAt'),
      resolvedAt: at('resolvedAt')
    }
    const openedAt = known.openedAt ?? openedBefore(known, { firstResponseSeconds, resolutionSeconds }, ended)
    const since = (part: 'firstResponseAt' | 'resolvedAt', lasted: number | null) => {
      const time = known[part] ?? (lasted === null || openedAt === null ? null : openedAt + lasted * 1_000)
      if (time === null || openedAt === null || time >= openedAt) return time
      remark(remarks, `“${part}” lies before “openedAt” and was left out`, row.line)
      return null
    }
    const solved = firstContact && yesOrNo(firstContact.of(row.cells))
    if (firstContact && solved === undefined)
      remark(remarks, '“resolvedOnFirstContact” is neither yes nor no and was left out', row.line)
    return {
      id,
      openedAt,
      firstResponseAt: since('firstResponseAt', firstResponseSeconds),
      resolvedAt: since('resolvedAt', resolutionSeconds),
      handleSeconds: durationOf(row, 'handleSeconds'),
      holdSeconds: durationOf(row, 'holdSeconds'),
      resolvedOnFirstContact: solved ?? null
    }
  }
}

function locateDurations(header: readonly string[], { conversation }: Mapping): Durations {
  const durations: Durations = {}
  for (const part of durationParts) {
    const locator = conversation?.[part]
    if (locator === undefined) continue
    const cell = locate(header, `conversation.${part}`, locator)
    durations[part] = {
      ...cell,
      unit: (typeof locator === 'object' ? locator.unit : undefined) ?? durationUnit(cell.column)
    }
  }
  return durations
}

/**
 * When a conversation was opened of which only durations are known: so much before it was resolved, or else
 * before it was rated.
 */
function openedBefore(
  { firstResponseAt, resolvedAt }: Pick<Interaction, 'firstResponseAt' | 'resolvedAt'>,
  {
    firstResponseSeconds,
    resolutionSeconds
  }: Record<'firstResponseSeconds' | 'resolutionSeconds', number | null>,
  ended: number | null
): number | null {
  if (firstResponseAt !== null && firstResponseSeconds !== null)
    return firstResponseAt - firstResponseSeconds * 1_000
  const end = resolvedAt ?? ended
  if (end === null || (resolutionSeconds === null && firstResponseSeconds === null)) return null
  return end - (resolutionSeconds ?? firstResponseSeconds ?? 0) * 1_000
}
