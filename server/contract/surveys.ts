import { z } from 'zod'
import { metrics, name, styles, wording } from './terms'

export const scale = z.strictObject({ min: z.int().min(0).max(10), max: z.int().min(0).max(10) })
  .refine(({ min, max }) => min < max, 'must rise from min to max')
export const direction = z.enum(['higher-is-better', 'lower-is-better'])
const surveyState = z.enum(['draft', 'live', 'closed'])
const surveyParts = {
  name,
  metric: z.enum(metrics),
  scale,
  satisfiedFrom: z.int().min(0).max(10),
  direction,
  style: z.enum(styles),
  question: wording,
  state: surveyState,
  auto: z.boolean().meta({ description: 'the script tag shows it by itself' }),
  delaySeconds: z.int().min(0).max(3_600),
  againAfterDays: z.int().min(0).max(3_650),
  editWindowHours: z.int().min(0).max(24 * 365)
}
export const surveyInput = z.strictObject({
  site: z.string(),
  ...surveyParts,
  scale: scale.optional(),
  satisfiedFrom: surveyParts.satisfiedFrom.optional(),
  direction: direction.default('higher-is-better'),
  style: surveyParts.style.optional(),
  question: wording.default({ en: 'How did we do?' }),
  state: surveyState.default('live'),
  auto: surveyParts.auto.default(true),
  delaySeconds: surveyParts.delaySeconds.default(1),
  againAfterDays: surveyParts.againAfterDays.default(30),
  editWindowHours: surveyParts.editWindowHours.default(24)
})
export const surveyPatch = z.strictObject(surveyParts).partial()
export const surveyView = z.object({
  id: z.string(),
  site: z.string(),
  version: z.int(),
  ...surveyParts,
  scale: z.object({ min: z.int(), max: z.int() }),
  question: z.record(z.string(), z.string()),
  createdAt: z.string(),
  updatedAt: z.string()
})
export type SurveyInput = z.infer<typeof surveyInput>
export type SurveyPatch = z.infer<typeof surveyPatch>
export type SurveyView = z.infer<typeof surveyView>
