/** So many digits in a row, with what is written between them, are the number of a phone, a card or an account. */
const digitsMost = 6
/** A day, or the years of a season. */
const isDay = /^(?:19|20)\d{2}\s?[-–/](?:\d{2}-\d{2}|\s?(?:19|20)\d{2})$/

/** What a value looks like that is about one person and no group; nothing where it does not. */
export function looksPersonal(value: string): string | undefined {
  const plain = value.normalize('NFKC')
  if (isAddress(plain)) return 'an e-mail address'
  const runs = plain.split(/[^\p{Nd}\s()+./\-–]/u).map((run) => run.trim())
  if (runs.some((run) => !isDay.test(run) && (run.match(/\p{Nd}/gu) ?? []).length > digitsMost))
    return 'the number of a phone, a card or an account'
  return undefined
}

function isAddress(text: string): boolean {
  const at = text.indexOf('@')
  return at > 0 && /^[^\s@.][^\s@]*$/.test(text.slice(at + 1)) && text.slice(at + 2).includes('.')
}
