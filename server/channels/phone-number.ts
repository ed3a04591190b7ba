import type { CountryCode } from 'libphonenumber-js'
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js'
import { z } from 'zod'

/** Where a number that is written without its country is from. */
export const country = z
  .string()
  .refine(
    (code): code is CountryCode => isSupportedCountry(code),
    'must be the two capital letters of a country, such as “PK”'
  )
  .optional()
  .meta({
    description:
      'The country of phone numbers that come without one, as two letters (“PK”). Without it they must start with “+”.'
  })

/** A phone number as networks want it (E.164, “+92…”), or nothing where it can be none. */
export function phoneNumberOf(written: string, from?: CountryCode): string | undefined {
  const number = parsePhoneNumberFromString(written, from)
  return number?.isPossible() ? number.number : undefined
}
