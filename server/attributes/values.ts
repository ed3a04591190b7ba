import type { AttributeDeclared, Attributes, AttributeValue } from '../contract/attributes'
import { amountMax } from '../contract/attributes'
import { problem } from '../contract/problem'
import { day, limits } from '../contract/terms'
import { storable } from '../text/storable-text'
import type { Declared, DeclaringSite } from './declared'
import { attributesIn, attributesText, declaredOf } from './declared'
import { looksPersonal } from './personal'

/** A value as it is kept, nothing where it says nothing, or why it cannot be. */
type Read = { value: AttributeValue | undefined } | { wrong: string }

const yesNo: Readonly<Record<string, boolean>> = {
  yes: true,
  true: true,
  1: true,
  no: false,
  false: false,
  0: false
}

/** What is made of a value that was sent for an attribute. */
function readValue(declared: AttributeDeclared, sent: unknown): Read {
  if (typeof sent !== 'string' && typeof sent !== 'number' && typeof sent !== 'boolean')
    return sent === undefined || sent === null
      ? { value: undefined }
      : { wrong: 'must be text, a number, true or false' }
  const text = folded(String(sent))
  return text === '' ? { value: undefined } : readers[declared.kind](declared, text)
}

type Reader = (declared: AttributeDeclared, text: string) => Read

const readers: Record<AttributeDeclared['kind'], Reader> = {
  list(declared, text) {
    const values = declared.kind === 'list' ? declared.values : []
    const value = values.find((one) => one.toLowerCase() === text.toLowerCase())
    return value === undefined ? { wrong: `must be one of ${values.join(', ')}` } : { value }
  },
  text(_declared, text) {
    const personal = looksPersonal(text)
    if (personal) return { wrong: `looks like ${personal}: personal data is no attribute` }
    if (text.length > limits.tagLength) return { wrong: `must have ${limits.tagLength} letters at most` }
    // What we call the rest nobody else can be.
    return { value: text.replace(/^~+/, '') || undefined }
  },
  number(_declared, text) {
    const value = /^[+-]?\d{1,20}(\.\d{1,20})?$/.test(text) ? Number(text) : NaN
    if (Number.isNaN(value)) return { wrong: 'must be a number' }
    if (Math.abs(value) > amountMax)
      return {
        wrong: 'looks like the number of a phone, a card or an account: personal data is no attribute'
      }
    return { value: value + 0 }
  },
  'yes-no'(_declared, text) {
    const value = yesNo[text.toLowerCase()]
    return value === undefined ? { wrong: 'must be yes or no' } : { value }
  },
  date(_declared, text) {
    const value = day.safeParse(text.slice(0, 10))
    const isDate = value.success && /^.{10}(T[\d:.]{1,20}(Z|[+-]\d{2}:\d{2})?)?$/.test(text)
    return isDate ? { value: value.data } : { wrong: 'must be a day such as 2026-11-30' }
  }
}

/**
 * The values of a program. Throws `invalid` for a key that the site does not declare, and for a value that
 * does not fit.
 */
export function checkedAttributes(site: DeclaringSite, sent: Attributes | undefined): string | null {
  if (sent === undefined) return null
  const { values, wrong } = readAttributes(declaredOf(site), sent)
  throwFirst(wrong)
  return attributesText(values)
}

function throwFirst([first]: AllRead['wrong']): void {
  if (first) throw problem('invalid', `“attributes.${first.key}” ${first.why}.`, `attributes.${first.key}`)
}

/** What is kept (`text`) with what a program says anew. Throws as `checkedAttributes` does. */
export function changedAttributes(
  site: DeclaringSite,
  text: string | null,
  patch: Readonly<Record<string, AttributeValue | null>> | undefined
): string | null {
  if (patch === undefined) return text
  const { values, wrong } = readAttributes(declaredOf(site), patch)
  throwFirst(wrong)
  const others = Object.entries(attributesIn(text)).filter(([key]) => !Object.hasOwn(patch, key))
  return attributesText({ ...Object.fromEntries(others), ...values })
}

/** The values of somebody who cannot help what they send, without those that do not fit. */
export function fittingAttributes(site: DeclaringSite, sent: unknown): Attributes {
  const isRecord = typeof sent === 'object' && sent !== null && !Array.isArray(sent)
  return isRecord ? readAttributes(declaredOf(site), sent as Record<string, unknown>).values : {} // any object
}

type AllRead = { values: Attributes; wrong: { key: string; why: string }[] }

/** What of the values that were sent can be kept, and why the others cannot. */
export function readAttributes(declared: Declared, sent: Readonly<Record<string, unknown>>): AllRead {
  const byKey = new Map(declared.map((one) => [one.key, one]))
  const values: [string, AttributeValue][] = []
  const wrong: AllRead['wrong'] = []
  for (const [key, value] of Object.entries(sent)) {
    const its = byKey.get(key)
    const read: Read = its ? readValue(its, value) : { wrong: 'is no attribute that this site declares' }
    if ('wrong' in read) wrong.push({ key, why: read.wrong })
    else if (read.value !== undefined) values.push([key, read.value])
  }
  return { values: Object.fromEntries(values), wrong }
}

function folded(sent: string): string {
  const plain = sent.replace(/[\p{Default_Ignorable_Code_Point}\u2800]|(?!\s)\p{Cc}/gu, '')
  return storable(plain.normalize('NFC').replace(/\s+/gu, ' '), 10 * limits.tagLength)
}
