import { problem } from '../contract/problem'
import { commonWords, walks } from './common-passwords'

/** Figures and signs in place of letters, as people write them. */
const instead: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
  '+': 't'
}
const ownPartMin = 4

/**
 * Throws `password-common` or `password-own`, pointing at `field`, for what is tried first by whoever tries
 * passwords.
 */
export function requireGoodPassword(
  password: string,
  { email, name = '' }: { email: string; name?: string },
  field = 'password'
): void {
  if (isOwn(password, email, name)) throw problem('password-own', '', field)
  if (isCommon(password)) throw problem('password-common', '', field)
}

/**
 * A word that many use, with figures, signs or a repetition at most; one key again and again; a walk over
 * the keyboard.
 */
export function isCommon(password: string): boolean {
  const text = password.normalize('NFKC').toLowerCase()
  if (new Set(text).size <= 2) return true
  if (forms(once(text)).some((form) => commonWords.has(form) || isTwoWords(form))) return true
  return (
    [text, once(text), bare(text)].some((form) => form.length >= ownPartMin && isWalk(form)) &&
    bare(text).length + 4 >= text.length
  )
}

/** The own address, its parts or the own name, with figures and signs at most. */
function isOwn(password: string, email: string, name: string): boolean {
  const text = password.normalize('NFKC').toLowerCase()
  const [local = '', domain = ''] = email.toLowerCase().split('@')
  const firm = domain.split('.').at(-2) ?? ''
  const own = [
    email.toLowerCase(),
    local,
    domain,
    firm,
    `${local}${firm}`,
    name.toLowerCase(),
    ...local.split(/[^\p{L}\p{N}]+/u),
    ...name.toLowerCase().split(/\s+/)
  ]
    .map(bare)
    .filter((part) => part.length >= ownPartMin)
  return forms(once(text)).some((form) => own.includes(form) || own.includes([...form].reverse().join('')))
}

/** What is said several times, once. */
function once(text: string): string {
  for (let length = 1; length <= text.length / 2; length++) {
    if (text.length % length === 0 && text.slice(0, length).repeat(text.length / length) === text)
      return text.slice(0, length)
  }
  return text
}

/**
 * The letters of it alone: as they stand, without what was put before or behind, and with letters where
 * figures stand for them.
 */
function forms(text: string): string[] {
  const trimmed = between(text, /\p{L}/u)
  const read = (one: string) => [...one].map((character) => instead[character] ?? character).join('')
  const all = [text, trimmed, read(text), read(trimmed), read(trimmed).replaceAll('i', 'l')]
  return [
    ...new Set(all.flatMap((form) => [form, bare(form), once(bare(form)), between(bare(form), /\p{L}/u)]))
  ].filter((form) => form.length > 0)
}

/** From the first to the last character that fits. */
function between(text: string, wanted: RegExp): string {
  const characters = [...text]
  const first = characters.findIndex((character) => wanted.test(character))
  const last = characters.findLastIndex((character) => wanted.test(character))
  return characters.slice(Math.max(0, first), last + 1).join('')
}

function bare(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]+/gu, '')
}

/**
 * Two of the shortest words make no password either: loveyou, bigdog stand in the list; mylove,
 * thepassword, admintest come here.
 */
function isTwoWords(form: string): boolean {
  for (const first of [
    'my',
    'the',
    'our',
    'your',
    'i',
    'im',
    'mr',
    'new',
    'old',
    'big',
    'admin',
    'test',
    'user',
    'super',
    'pass',
    'password',
    'welcome',
    'hello',
    'hearback'
  ]) {
    if (form.startsWith(first) && commonWords.has(form.slice(first.length))) return true
  }
  return false
}

function isWalk(form: string): boolean {
  return walks.some((walk) => walk.includes(form) || [...walk].reverse().join('').includes(form))
}
