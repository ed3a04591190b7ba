import { z } from 'zod'
import { contrast, themeColours } from './colours'
import { text } from './terms'

const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as “#0b5fff”')

const tokens = z.strictObject({
  accent: colour.optional().meta({ description: 'the chosen point and the button' }),
  background: colour.optional(),
  text: colour.optional(),
  radius: z.int().min(0).max(28).optional().meta({ description: 'of the card, in px' }),
  // What could end a declaration, open a string or name an address has no place in a list of fonts.
  font: text(200)
    .trim()
    .regex(/^[\p{L}\p{N} ,'"_-]+$/u, 'must be names of fonts, such as “Inter, system-ui, sans-serif”')
    .refine((value) => even(value, "'") && even(value, '"'), 'must close its quotes')
    .optional(),
  density: z.enum(['cosy', 'compact']).optional(),
  scheme: z
    .enum(['light', 'dark', 'auto'])
    .optional()
    .meta({ description: 'auto, which is usual, follows the reader' })
})

/**
 * How a survey looks. Colours that cannot be read on one another (WCAG 2.2, 1.4.3 and 1.4.11) are refused
 * in every scheme they may show in.
 */
export const theme = tokens.superRefine((given, context) => {
  for (const { scheme, background, ink, accent } of themeColours(given)) {
    const checks = [
      ['text', ink, 4.5],
      ['accent', accent, 3]
    ] as const
    for (const [token, colour, enough] of checks) {
      const found = contrast(colour, background)
      if (found >= enough) continue
      const message =
        `${colour} on ${background} has a contrast of ${found.toFixed(1)} in ${scheme}, and ` +
        `needs ${enough}`
      context.addIssue({ code: 'custom', path: [given[token] === undefined ? 'background' : token], message })
    }
  }
})
export type Theme = z.infer<typeof tokens>

const even = (value: string, quote: string) => value.split(quote).length % 2 === 1
