import { isBlank } from './rating'

const yes = new Set(['y', 'yes', 'true', 't', '1', 'x', '✓', '✔', '✅', 'resolved', 'solved', 'closed', 'done', 'fcr', 'ja', 'j', 'oui', 'o', 'vrai', 'sí', 'si', 'sim', 'sì', 'vero', 'verdadero', 'да', 'истина', 'так', 'evet', 'tak', 'ano', 'igen', 'kyllä', 'はい', '是', '예', '네', 'نعم', 'ہاں', 'بله', 'тийм', 'हाँ', 'vâng', 'có', 'ya'])
const no = new Set(['n', 'no', 'false', 'f', '0', '✗', '✘', '❌', 'unresolved', 'unsolved', 'open', 'not resolved', 'nein', 'non', 'faux', 'nee', 'não', 'nao', 'falso', 'нет', 'ложь', 'ні', 'hayır', 'nie', 'ne', 'nem', 'ei', 'いいえ', '否', '不', '아니요', 'لا', 'نہیں', 'خیر', 'үгүй', 'नहीं', 'không', 'tidak', 'nej', 'nei'])

/** What a cell says to a question of yes or no; null where it is empty, nothing where it says something else. */
export function yesOrNo(cell: string): boolean | null | undefined {
  const word = cell.normalize('NFKC').trim().toLowerCase()
  if (word === '' || (word !== 'none' && isBlank(word))) return null
  return yes.has(word) ? true : no.has(word) ? false : undefined
}
