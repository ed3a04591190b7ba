import { z } from 'zod'
import { asking, askingInput } from './asking'
import { inviting, invitingInput } from './inviting'
import { parts } from './parts'
import { locale, metrics, name, proofsOfWork, steps, styles, wording } from './terms'

/**
 * Between two points that a rating may lie; customers who are asked on a page or in a chat are offered the
 * points.
 */
const step = z.literal(steps).meta({
  description:
    'how far apart ratings are: 1 where it is left out. Pages and messages of ours offer ' +
    'whole points; what lies between them comes by the API, imports and helpdesks'
})
export const scale = z
  .strictObject({ min: z.int().min(0).max(10), max: z.int().min(0).max(10), step: step.optional() })
  .refine(({ min, max }) => min < max, 'must rise from min to max')
/** As it is shown: without a step where ratings are whole points. */
export const scaleView = z.object({ min: z.int(), max: z.int(), step: step.optional() })
export const direction = z.enum(['higher-is-better', 'lower-is-better'])
const surveyState = z.enum(['draft', 'live', 'closed'])
const surveyShape = {
  name,
  metric: z.enum(metrics),
  scale,
  satisfiedFrom: z.number().min(0).max(10).meta({ description: 'a rating of the scale' }),
  direction,
  style: z.enum(styles),
  question: wording,
  state: surveyState,
  parts,
  asking: askingInput,
  inviting: invitingInput,
  editWindowHours: z
    .int()
    .min(0)
    .max(24 * 365),
  proofOfWork: z.enum(proofsOfWork).meta({
    description:
      'whether answers that nobody vouches for take a small proof of work: never, by itself ' +
      'while an attack is seen and for an hour after it, or always'
  })
}
export const surveyInput = z.strictObject({
  site: z.string(),
  ...surveyShape,
  scale: scale.optional(),
  satisfiedFrom: surveyShape.satisfiedFrom.optional(),
  direction: direction.default('higher-is-better'),
  style: surveyShape.style.optional(),
  question: wording
    .optional()
    .meta({ description: 'by language; what is usual for the metric, in English, where it is left out' }),
  state: surveyState.default('live'),
  parts: parts.default({}),
  asking: askingInput.default({}),
  inviting: invitingInput.default({}),
  editWindowHours: surveyShape.editWindowHours.default(24),
  proofOfWork: surveyShape.proofOfWork.default('off')
})
export const surveyPatch = z.strictObject(surveyShape).partial()
export const surveyView = z.object({
  id: z.string(),
  site: z.string(),
  version: z.int(),
  ...surveyShape,
  asking,
  inviting,
  scale: scaleView,
  question: z.record(z.string(), z.string()),
  proofUntil: z
    .string()
    .nullable()
    .meta({ description: 'until when an attack has switched the proof of work on' }),
  createdAt: z.string(),
  updatedAt: z.string()
})
/** In a list, for whoever may review answers. */
export const listedSurveyView = surveyView.extend({
  heldOn: z
    .string()
    .optional()
    .meta({
      description:
        'the latest day on which answers were held back, because a network sent too many or a ' +
        'burst began, while some of them wait for a look'
    })
})
export const versionView = surveyView.pick({
  version: true,
  metric: true,
  scale: true,
  satisfiedFrom: true,
  direction: true,
  style: true,
  question: true,
  parts: true,
  createdAt: true
})

export const previewInput = z.strictObject({
  survey: surveyInput,
  locale,
  scheme: z
    .enum(['light', 'dark'])
    .meta({ description: 'which of the two is shown where the theme leaves it to the reader' })
})
export const previewView = z.object({
  definition: z.looseObject({}).meta({ description: 'what the widget shows' }),
  page: z.string().meta({ description: 'the hosted page, as HTML' }),
  usual: z
    .record(z.string(), z.string())
    .meta({ description: 'our own words, by the path of the field that they stand in for' }),
  contrasts: z.array(z.object({ scheme: z.enum(['light', 'dark']), text: z.number(), accent: z.number() }))
})
export type SurveyInput = z.infer<typeof surveyInput>
export type SurveyPatch = z.infer<typeof surveyPatch>
export type SurveyView = z.infer<typeof surveyView>
export type ListedSurveyView = z.infer<typeof listedSurveyView>
export type VersionView = z.infer<typeof versionView>
export type PreviewInput = z.infer<typeof previewInput>
export type PreviewView = z.infer<typeof previewView>
