import { z } from 'zod'
import { limits, text } from './terms'

/**
 * What a page tells of a survey that it shows; of an answer it tells nothing, because answers are counted
 * when they are kept.
 */
export const askInput = z.strictObject({
  survey: text(40),
  what: z.enum(['shown', 'dismissed', 'dismissed-later', 'answered-later']).meta({
    description:
      'shown: and not answered so far; dismissed: shown and closed; …-later: of an ask of ' +
      'which was told that it was shown'
  }),
  path: z
    .string()
    .max(limits.urlLength)
    .optional()
    .meta({ description: 'of the page; kept is which pattern of the survey it fits' })
})
export type AskInput = z.infer<typeof askInput>
