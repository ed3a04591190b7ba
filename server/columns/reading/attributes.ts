import { bandOf } from '../../attributes/bands'
import type { Declared } from '../../attributes/declared'
import { attributesIn } from '../../attributes/declared'
import type { AttributeCells } from '../wire'

/** What a dimension of figures is called that a site declares. */
export const dimensionOf = (key: string) => `attribute.${key}` as const

/** What answers, or invitations, count under by the attributes that their site declares; those that none of them has are left out. */
export function attributeCells(
  declared: Declared,
  rows: readonly { attributes: string | null }[]
): AttributeCells[] {
  const said = declared.length === 0 ? [] : rows.map(({ attributes }) => attributesIn(attributes))
  return declared.flatMap((one) => {
    const codes = new Map([['', 0]])
    const cells = Uint16Array.from(said, (its) => {
      const value = Object.hasOwn(its, one.key) ? bandOf(one, its[one.key]) : ''
      const code = codes.get(value) ?? codes.size
      codes.set(value, code)
      return code
    })
    return codes.size > 1 ? [{ name: dimensionOf(one.key), values: [...codes.keys()], cells }] : []
  })
}
