type Scheme = 'light' | 'dark'
type Chosen = {
  accent?: string | undefined
  background?: string | undefined
  text?: string | undefined
  scheme?: Scheme | 'auto' | undefined
}

/**
 * What a card is painted with in one scheme. `accent` is absent where nobody chose one: then each kind has
 * its own.
 */
export type Colours = { scheme: Scheme; background: string; ink: string; accent: string }

const usual: Record<Scheme, { background: string; ink: string }> = {
  light: { background: '#ffffff', ink: '#191c22' },
  dark: { background: '#1e2127', ink: '#f2f3f5' }
}

/** The colours in each scheme that a reader may see: both, unless the theme is of one. */
export function themeColours({ accent, background, text, scheme = 'auto' }: Chosen): Colours[] {
  const schemes: Scheme[] = scheme === 'auto' ? ['light', 'dark'] : [scheme]
  return schemes.map((scheme) => {
    const ink = text ?? usual[scheme].ink
    return { scheme, background: background ?? usual[scheme].background, ink, accent: accent ?? ink }
  })
}

/** Contrast of two colours `#rrggbb`, 1 to 21, as WCAG 2.2 defines it. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** Mixes `share` (0 to 1) of one colour into another. */
export function mixed(one: string, other: string, share: number): string {
  const into = channels(other)
  const parts = channels(one).map((value, place) =>
    Math.round(value * share + (into[place] ?? 0) * (1 - share))
  )
  return `#${parts.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** Relative luminance, WCAG 2.2: sRGB made linear, weighted by what eyes see. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const channels = (colour: string) =>
  [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16))
