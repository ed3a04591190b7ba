import type { Colours } from '../contract/colours'
import { contrast, mixed, themeColours } from '../contract/colours'
import type { Theme } from '../contract/theme'

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
  ]
    .filter(Boolean)
    .join('')
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

const readable = (colour: string, on: string, enough: number, otherwise: string) =>
  contrast(colour, on) < enough ? otherwise : colour
/** Black or white: one of them always has a contrast of 4.5 and more. */
const onto = (colour: string) =>
  contrast('#000000', colour) > contrast('#ffffff', colour) ? '#000000' : '#ffffff'
