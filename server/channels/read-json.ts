import { z } from 'zod'
import { parseStrangersJson } from '../text/json'

/**
 * The JSON of a request, or nothing where it is none or nests too deep. Whole numbers that JavaScript would
 * round become texts: Viber's `message_token` 4912661846655238145 would otherwise end in 000.
 */
export function readJson(body: string | Uint8Array): unknown {
  try {
    const text = typeof body === 'string' ? body : Buffer.from(body).toString('utf8')
    return parseStrangersJson(text, { exactNumbers: true })
  } catch {
    return undefined
  }
}

/** An identifier, which vendors write as a number or as text. */
export const idText = z.union([z.string().min(1), z.number()]).transform(String)

/**
 * The items of a list that have the shape, in order; whatever else is in it, or is no list at all, gives
 * nothing.
 */
export function itemsOf<T>(list: unknown, shape: z.ZodType<T>): T[] {
  return (Array.isArray(list) ? list : []).flatMap((item) => {
    const read = shape.safeParse(item)
    return read.success ? [read.data] : []
  })
}
