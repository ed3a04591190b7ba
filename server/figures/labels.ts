import { bandLabel } from '../attributes/bands'
import { declaredOf } from '../attributes/declared'
import type { Dimension } from '../contract/terms'
import type { Database } from '../db/database'
import { partsOf } from '../surveys/meaning'
import type { OpenSurvey } from '../surveys/open-survey'
import { isAttribute, isFacet } from '../tags/filters'
import { plainLabel, readLabels } from '../tags/labels'
import { readVersions } from '../tallies/scorer'
import { inLanguage } from '../text/wording'

/**
 * Finds what people call a value of a dimension. A reason is called what the latest version of the survey
 * calls it that offers it, in English or the language that its label has.
 */
export async function readDimensionLabels(
  database: Database,
  { survey, site }: OpenSurvey,
  dimension: Dimension
): Promise<(key: string) => string> {
  if (isAttribute(dimension)) {
    const declared = declaredOf(site).find(({ key }) => dimension === `attribute.${key}`)
    return (key) => bandLabel(declared, key) ?? plainLabel(key)
  }
  if (!isFacet(dimension)) return readLabels(database, site.id, dimension)
  if (dimension !== 'reason') return plainLabel
  const labels = new Map<string, string>()
  for (const version of await readVersions(database, survey.id)) {
    const { low = [], high = [] } = partsOf(version).reasons ?? {}
    for (const { key, label } of [...low, ...high]) labels.set(key, inLanguage(label, 'en'))
  }
  return (key) => labels.get(key) ?? plainLabel(key)
}
