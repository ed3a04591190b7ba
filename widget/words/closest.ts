/** A language tag, taken apart: `zh-HK` is written in `Hant` without saying so. */
type Spoken = { tag: string; language: string; script: string; region: string; isPlain: boolean }

/**
 * The tag among those offered that whoever asks for a language reads best: that very one, the same language
 * and script, a name that it goes by besides, the same language in another script. Nothing where none of
 * them is near. Retired names (`iw`, `in`, `tl`, `sh`) and scripts that go without saying are known from
 * Unicode; `_` is read as `-`.
 */
export function closestTag(offered: readonly string[], wanted: string): string | undefined {
  const asked = spokenBy(wanted)
  if (!asked) return undefined
  const known = offered.flatMap((name) => {
    const spoken = spokenBy(name)
    return spoken ? [{ name, spoken }] : []
  })
  const exact = known.find(({ spoken }) => spoken.tag === asked.tag)
  if (exact) return exact.name
  for (const [language, script] of namesFor(asked)) {
    const its = known.filter(
      ({ spoken }) => spoken.language === language && (script === undefined || spoken.script === script)
    )
    const best =
      its.find(({ spoken }) => spoken.region === asked.region) ??
      its.find(({ spoken }) => spoken.isPlain) ??
      its[0]
    if (best) return best.name
  }
  return undefined
}

/**
 * Languages and scripts that may be read by whoever asks for this one, the closest first; any script where
 * none is said.
 */
function namesFor({ language, script }: Spoken): (readonly [language: string, script?: string])[] {
  const others = relatives[`${language}-${script}`] ?? relatives[language] ?? []
  return [
    [language, script],
    ...others.map((other) => (other.includes('-') ? pair(other) : ([other, script] as const))),
    [language]
  ]
}

function pair(other: string): readonly [language: string, script?: string] {
  const [language = '', script] = other.split('-')
  return script === undefined ? [language] : [language, script]
}

/**
 * Nothing for what is no language tag. Of a tag with something strange at its end, what stands before it
 * counts.
 */
export function spokenBy(sent: string): Spoken | undefined {
  const known = remembered.get(sent)
  if (known) return known
  const parts = sent.split(/[.@;,\s]/, 1)[0]?.split(/[-_]/) ?? []
  for (let length = Math.min(parts.length, 8); length > 0; length--) {
    const locale = localeOf(parts.slice(0, length).join('-'))
    if (!locale) continue
    // A language that is not known is none of those that Unicode takes it for.
    if (locale.baseName.startsWith('und')) return undefined
    const { language, script = '', region = '' } = locale.maximize()
    const spoken = { tag: locale.baseName, language, script, region, isPlain: locale.region === undefined }
    if (remembered.size >= rememberedMax) remembered.clear()
    remembered.set(sent, spoken)
    return spoken
  }
  return undefined
}

function localeOf(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag)
  } catch {
    return undefined
  }
}

const remembered = new Map<string, Spoken>()
const rememberedMax = 1_000

const chinese = {
  yue: ['zh-Hant'],
  hak: ['zh'],
  nan: ['zh'],
  wuu: ['zh'],
  gan: ['zh'],
  hsn: ['zh'],
  cdo: ['zh']
}
const spokenArabic = [
  'apc',
  'ajp',
  'arz',
  'ary',
  'arq',
  'aeb',
  'ayl',
  'acm',
  'afb',
  'acw',
  'ars',
  'ayn',
  'apd',
  'shu',
  'acx',
  'acq'
]

/**
 * What a language is called besides, or what its readers read: a name for several languages, one written
 * language for many spoken.
 */
const relatives: Readonly<Record<string, readonly string[]>> = {
  no: ['nb', 'nn'],
  nb: ['no', 'nn'],
  nn: ['no', 'nb'],
  'sr-Latn': ['hr', 'bs'],
  hr: ['sr-Latn', 'bs'],
  bs: ['hr', 'sr-Latn'],
  'ku-Arab': ['ckb'],
  ckb: ['ku-Arab'],
  'pa-Arab': ['lah', 'pnb', 'ur'],
  lah: ['pa-Arab', 'ur'],
  gsw: ['de'],
  ...chinese,
  ...Object.fromEntries(spokenArabic.map((language) => [language, ['ar']]))
}
