import { z } from 'zod'
import { asking, askingInput } from './asking'
import { parts } from './parts'
import { metrics, name, styles, wording } from './terms'

export const scale = z.strictObject({ min: z.int().min(0).max(10), max: z.int().min(0).max(10) })
  .refine(({ min, max }) => min < max, 'must rise from min to max')
export const direction = z.enum(['higher-is-better', 'lower-is-better'])
const surveyState = z.enum(['draft', 'live', 'closed'])
const surveyShape = {
  name,
  metric: z.enum(metrics),
  scale,
  satisfiedFrom: z.int().min(0).max(10),
  direction,
  style: z.enum(styles),
  question: wording,
  state: surveyState,
  parts,
  asking: askingInput,
  editWindowHours: z.int().min(0).max(24 * 365)
}
export const surveyInput = z.strictObject({
  site: z.string(),
  ...surveyShape,
  scale: scale.optional(),
  satisfiedFrom: surveyShape.satisfiedFrom.optional(),
  direction: direction.default('higher-is-better'),
  style: surveyShape.style.optional(),
  question: wording.default({ en: 'How did we do?' }),
  state: surveyState.default('live'),
  parts: parts.default({}),
  asking: askingInput.default({}),
  editWindowHours: surveyShape.editWindowHours.default(24)
})
export const surveyPatch = z.strictObject(surveyShape).partial()
export const surveyView = z.object({
  id: z.string(),
  site: z.string(),
  version: z.int(),
  ...surveyShape,
  asking,
  scale: z.object({ min: z.int(), max: z.int() }),
  question: z.record(z.string(), z.string()),
  createdAt: z.string(),
  updatedAt: z.string()
})
export type SurveyInput = z.infer<typeof surveyInput>
export type SurveyPatch = z.infer<typeof surveyPatch>
export type SurveyView = z.infer<typeof surveyView>
