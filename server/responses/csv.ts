import { stringify } from 'csv-stringify/sync'
import type { DeclaringSite } from '../attributes/declared'
import { declaredOf } from '../attributes/declared'
import type { AttributeDeclared } from '../contract/attributes'
import type { ResponseView } from '../contract/responses'

type Cell = string | number | null

/** The columns of an export, in order; the headers are the words of the API. */
const columns: Record<string, (answer: ResponseView) => Cell> = {
  id: ({ id }) => id,
  survey: ({ survey }) => survey,
  answeredOn: ({ answeredOn }) => answeredOn,
  answeredAt: ({ answeredAt }) => answeredAt,
  rating: ({ rating }) => rating,
  metric: ({ metric }) => metric,
  scaleMin: ({ scale }) => scale.min,
  scaleMax: ({ scale }) => scale.max,
  satisfiedFrom: ({ satisfiedFrom }) => satisfiedFrom,
  direction: ({ direction }) => direction,
  version: ({ version }) => version,
  comment: ({ comment }) => comment,
  channel: ({ channel }) => channel,
  topics: ({ topics }) => topics.join(' '),
  countsAsChannel: ({ channel, countsAs }) => countsAs?.channel ?? channel,
  countsAsTopics: ({ topics, countsAs }) => (countsAs?.topics ?? topics).join(' '),
  agent: ({ agent }) => agent,
  team: ({ team }) => team,
  handledBy: ({ handledBy }) => handledBy,
  bot: ({ bot }) => bot,
  countsAsHandledBy: ({ handledBy, countsAs }) => (countsAs ? countsAs.handledBy : handledBy),
  countsAsBot: ({ bot, countsAs }) => (countsAs ? countsAs.bot : bot),
  locale: ({ locale }) => locale,
  surface: ({ surface }) => surface,
  delivery: ({ delivery }) => delivery,
  conversation: ({ conversation }) => conversation,
  customer: ({ customer }) => customer,
  pageUrl: ({ pageUrl }) => pageUrl,
  invitation: ({ invitation }) => invitation,
  answers: ({ answers }) => (Object.keys(answers).length > 0 ? JSON.stringify(answers) : null),
  standing: ({ standing }) => standing,
  claimed: ({ claimed }) => claimed.join(' '),
  state: ({ state }) => state,
  stateReason: ({ stateReason }) => stateReason,
  superseded: ({ superseded }) => (superseded ? 'true' : null),
  receivedAt: ({ receivedAt }) => receivedAt,
  editedAt: ({ editedAt }) => editedAt,
  solved: said('solved'),
  reason: said('reason'),
  person: said('person'),
  contact: said('contact')
}

/** What a customer said beside the rating, in a column of its own. */
function said(name: string): (answer: ResponseView) => Cell {
  return ({ answers }) => {
    const value = answers[name]
    return typeof value === 'boolean' ? String(value) : (value ?? null)
  }
}

/** What an answer has of an attribute. */
function attribute({ key }: AttributeDeclared): (answer: ResponseView) => Cell {
  return ({ attributes }) => {
    const value = Object.hasOwn(attributes, key) ? attributes[key] : undefined
    return typeof value === 'boolean' ? (value ? 'yes' : 'no') : (value ?? null)
  }
}

/** Pages of answers as pages of CSV, a line of headers first; attributes, as `site` declares them, come last. */
export async function* csvOf(
  pages: AsyncIterable<ResponseView[]>,
  site: DeclaringSite
): AsyncGenerator<string> {
  const declared = declaredOf(site).map((one) => [`attribute.${one.key}`, attribute(one)] as const)
  const all = { ...columns, ...Object.fromEntries(declared) }
  yield stringify([Object.keys(all)])
  for await (const page of pages) {
    const rows = page.map((answer) => Object.values(all).map((cell) => defused(cell(answer))))
    // A lone carriage return would end the line for some readers, and “;” the cell, so they are quoted like
    // line ends and commas.
    if (rows.length > 0) yield stringify(rows, { quoted_match: /[\r;]/ })
  }
}

/**
 * What a spreadsheet would run as a formula gets an apostrophe in front, which spreadsheets read as "this
 * is text": at the beginning of a cell, and wherever one begins for readers that cut at “;”, tabs or line
 * ends. Plain numbers stay as they are.
 */
function defused(cell: Cell): Cell {
  if (typeof cell !== 'string' || /^[+-]?\d+([.,]\d+)?$/.test(cell)) return cell
  const inside = cell.replace(/(^|[;\t\r\n])(?=[^\S\t\r\n]*[=+\-@＝＋－＠])/g, "$1'")
  return /^[\t\r]/.test(inside) ? `'${inside}` : inside
}
