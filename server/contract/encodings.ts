import { z } from 'zod'

/** How the letters of a file may be written, by the names that `iconv` knows too. */
export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'iso-8859-2',
  'iso-8859-15',
  'koi8-r',
  'koi8-u',
  'macintosh',
  'cp850',
  'cp437',
  'cp852',
  'cp866',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'gbk',
  'gb18030',
  'big5',
  'tis-620'
] as const
export const encodingName = z.enum(encodings)
export type EncodingName = (typeof encodings)[number]
