import type { Theme } from './contract/theme'

type Scheme = 'light' | 'dark'
/** What a card is painted with in one scheme. `accent` is absent where nobody chose one: then each kind has its own. */
export type Colours = { scheme: Scheme; background: string; ink: string; accent: string }

const usual: Record<Scheme, { background: string; ink: string }> = {
  light: { background: '#ffffff', ink: '#191c22' },
  dark: { background: '#1e2127', ink: '#f2f3f5' }
}

/** The colours in each scheme that a reader may see: both, unless the theme is of one. */
export function themeColours({ accent, background, text, scheme = 'auto' }: Theme): Colours[] {
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

/** Relative luminance, WCAG 2.2: sRGB made linear, weighted by what eyes see. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Mixes `share` (0 to 1) of one colour into another. */
export function mixed(one: string, other: string, share: number): string {
  const into = channels(other)
  const parts = channels(one).map((value, place) => Math.round(value * share + (into[place] ?? 0) * (1 - share)))
  return `#${parts.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** The theme as rules that follow the card's own; nothing where all is as usual. */
export function themeCss(theme: Theme): string {
  const { radius, font, density, scheme = 'auto' } = theme
  const [first, second] = themeColours(theme).map((colours) => rules(colours, theme))
  const plain = scheme === 'auto' && !theme.accent && !theme.background && !theme.text
  return [
    !plain && first,
    !plain && second && `@media (prefers-color-scheme:dark){${second}}`,
    radius !== undefined && `.card{--radius:${radius}px;--bend:${Math.min(radius, 10)}px}`,
    font !== undefined && `.card{font-family:${font}}`,
    density === 'compact' && '.card{--gap:12px;padding:14px 16px;font-size:.9375em}'
  ].filter(Boolean).join('')
}

function rules({ scheme, background, ink }: Colours, { accent, background: chosen }: Theme): string {
  const soft = mixed(ink, background, 0.08)
  const values = {
    paper: background,
    ink,
    faint: readable(mixed(ink, background, 0.72), background, 4.5, ink),
    soft: contrast(ink, soft) < 4.5 ? background : soft,
    edge: readable(mixed(ink, background, 0.55), background, 3, ink),
    focus: chosen === undefined ? (scheme === 'dark' ? '#8ab4ff' : '#2563eb') : ink,
    'glow-edge': accent ?? (scheme === 'light' && chosen === undefined ? '#a86f00' : ink),
    ...(accent !== undefined && { accent, 'on-accent': onto(accent), glow: accent, 'on-glow': onto(accent) })
  }
  const declared = Object.entries(values).map(([name, value]) => `--${name}:${value}`)
  return `body{background:${mixed(ink, background, 0.05)}}.card{color-scheme:${scheme};${declared.join(';')}}`
}

const readable = (colour: string, on: string, enough: number, otherwise: string) => (contrast(colour, on) < enough ? otherwise : colour)
/** Black or white: one of them always has a contrast of 4.5 and more. */
const onto = (colour: string) => (contrast('#000000', colour) > contrast('#ffffff', colour) ? '#000000' : '#ffffff')
const channels = (colour: string) => [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16))
