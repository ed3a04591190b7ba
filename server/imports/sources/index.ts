import type { ImportSource } from '../../contract/imports'
import { columnSlug } from '../columns'
import { chatwootExport } from './chatwoot'
import { delighted } from './delighted'
import { freshdeskExport } from './freshdesk'
import { gladly } from './gladly'
import { gorgias } from './gorgias'
import { helpScout } from './help-scout'
import { intercomExport } from './intercom'
import { medallia } from './medallia'
import { qualtrics } from './qualtrics'
import type { Json, Source } from './source'
import { surveyMonkey } from './survey-monkey'
import { zendeskExport } from './zendesk'
import { zendeskSurveys } from './zendesk-surveys'

const sources: readonly Source[] = [
  zendeskExport,
  zendeskSurveys,
  intercomExport,
  delighted,
  freshdeskExport,
  helpScout,
  gorgias,
  medallia,
  qualtrics,
  surveyMonkey,
  chatwootExport,
  gladly
]

/** The source of that name; none for `csv`, which is any table. */
export function sourceNamed(id: ImportSource): Source | undefined {
  return sources.find((source) => source.id === id)
}

/**
 * Whose layout a table has, told by the names of its columns or, where these are translated, by its first
 * rows.
 */
export function recognise(
  header: readonly string[],
  rows: readonly (readonly string[])[]
): Source | undefined {
  const slugs = new Set(header.map(columnSlug))
  return sources.find(
    ({ layouts, recognises }) =>
      layouts.some((columns) => columns.every((column) => slugs.has(column))) || recognises?.(rows) === true
  )
}

/** Whose record of JSON it is, where its own keys would make no table. */
export function recordOf(record: Json): Source['record'] {
  return sources.find((source) => source.record?.fits(record))?.record
}
