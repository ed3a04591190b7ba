import { parsePhoneNumberFromString } from 'libphonenumber-js'

const schemes = /^(mailto|tel|sms|whatsapp):/i
/** Marks that nobody sees, which a copied address may hold. */
export const unseen = /\p{Default_Ignorable_Code_Point}/gu
const mailbox = /^[^\s@]+@[^\s@]+$/
/**
 * With its country in front, as a plus or two noughts; any other digits may be a number of the site's own.
 */
const international = /^(\+|00)[\d\s().-]{6,30}$/

/**
 * A name or an address in the one way of writing in which it is compared: composed letters, one space
 * between words, mailboxes in small letters, telephone numbers as networks want them (E.164). Two ways to
 * write one mailbox or number are one customer.
 */
export function plainly(written: string): string {
  const text = written.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
  const bare = text.replace(unseen, '').replace(schemes, '').trim()
  if (mailbox.test(bare)) return bare.toLowerCase()
  if (!international.test(bare)) return text
  return parsePhoneNumberFromString(bare.replace(/^00/, '+'))?.number ?? bare
}
