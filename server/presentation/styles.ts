import cardCss from '../../widget/card/card.css?inline'
import placeCss from '../../widget/card/mount.css?inline'
import pointsCss from '../../widget/card/points.css?inline'
import type { Definition } from '../../widget/shared/protocol'
import cornerCss from '../../widget/styles/corner.css?inline'
import facesCss from '../../widget/styles/faces.css?inline'
import followUpsCss from '../../widget/styles/follow-ups.css?inline'
import linkCss from '../../widget/styles/link.css?inline'
import longRowCss from '../../widget/styles/long-row.css?inline'
import numbersCss from '../../widget/styles/numbers.css?inline'
import overPageCss from '../../widget/styles/page.css?inline'
import sheetCss from '../../widget/styles/sheet.css?inline'
import starsCss from '../../widget/styles/stars.css?inline'
import thumbsCss from '../../widget/styles/thumbs.css?inline'
import pageCss from './survey-page.css?inline'

const byStyle = { faces: facesCss, stars: starsCss, numbers: numbersCss, thumbs: thumbsCss }
const byPlace = { corner: cornerCss, sheet: sheetCss, page: overPageCss }
/** Eleven points stand in one row where there is room. */
const wideCss = '.card{width:568px}'

/**
 * The rules for a card over a page or in line: only those that this survey needs, because strangers' pages
 * download them.
 */
export function widgetStyles(definition: Definition): string {
  return (
    packed(
      cardStyles(definition) +
        placeCss +
        (stepsOf(definition) > 6 ? wideCss : '') +
        byPlace[definition.place ?? 'corner']
    ) + (definition.css ?? '')
  )
}

/** The same for the hosted page. */
export function pageStyles(definition: Definition | undefined): string {
  return packed((definition ? cardStyles(definition) : cardCss) + pageCss) + (definition?.css ?? '')
}

/** Everything there is, to tell one build's rules from another's. */
export const allStyles = packed(
  [
    cardCss,
    pointsCss,
    placeCss,
    pageCss,
    followUpsCss,
    linkCss,
    longRowCss,
    ...Object.values(byStyle),
    ...Object.values(byPlace)
  ].join('')
)

function cardStyles(definition: Definition): string {
  const { solved, reasons, person, contact, thanks } = definition
  return [
    cardCss,
    pointsCss,
    byStyle[definition.style],
    isLong(definition) && longRowCss,
    (solved ?? reasons ?? person ?? contact) && followUpsCss,
    (thanks?.low?.link ?? thanks?.high?.link) && linkCss
  ]
    .filter(Boolean)
    .join('')
}

const stepsOf = ({ scale }: Pick<Definition, 'scale'>) => scale.max - scale.min
const isLong = (definition: Pick<Definition, 'scale'>) => stepsOf(definition) > 5

/**
 * Without what only its writers read. Our own rules have no strings and no selector that hangs on the space
 * before a colon.
 */
function packed(css: string): string {
  return withoutComments(css)
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};:,>]) ?/g, '$1')
    .replaceAll(';}', '}')
    .replace(/(?<=[ :,(])0(?=\.)/g, '')
    .replaceAll(' + ', '+')
    .replaceAll(' !', '!')
    .trim()
}

function withoutComments(css: string): string {
  return css
    .split('/*')
    .map((part, index) => (index === 0 ? part : part.slice(part.indexOf('*/') + 2)))
    .join('')
}
