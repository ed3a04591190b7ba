import type { EncodingName } from '../../server/contract/encodings'

/** The encodings with the languages, in their own words, whose files come in them. */
export const encodingLabels: Readonly<Record<EncodingName, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252 · English, Deutsch, Español, Français, Italiano, Português',
  'windows-1250': 'Windows-1250 · Čeština, Hrvatski, Magyar, Polski, Română, Slovenčina',
  'windows-1251': 'Windows-1251 · Русский, Українська, Български, Српски',
  'windows-1253': 'Windows-1253 · Ελληνικά',
  'windows-1254': 'Windows-1254 · Türkçe',
  'windows-1255': 'Windows-1255 · עברית',
  'windows-1256': 'Windows-1256 · العربية، اردو، فارسی',
  'windows-1257': 'Windows-1257 · Lietuvių, Latviešu, Eesti',
  'windows-1258': 'Windows-1258 · Tiếng Việt',
  'iso-8859-2': 'ISO 8859-2 · Čeština, Magyar, Polski',
  'iso-8859-15': 'ISO 8859-15 · Deutsch, Español, Français',
  'koi8-r': 'KOI8-R · Русский',
  'koi8-u': 'KOI8-U · Українська',
  macintosh: 'Macintosh',
  cp850: 'CP850 (DOS)',
  cp437: 'CP437 (DOS)',
  cp852: 'CP852 (DOS)',
  cp866: 'CP866 (DOS) · Русский',
  shift_jis: 'Shift-JIS · 日本語',
  'euc-jp': 'EUC-JP · 日本語',
  'euc-kr': 'EUC-KR · 한국어',
  gbk: 'GBK · 简体中文',
  gb18030: 'GB 18030 · 简体中文',
  big5: 'Big5 · 繁體中文',
  'tis-620': 'TIS-620 · ไทย'
}
