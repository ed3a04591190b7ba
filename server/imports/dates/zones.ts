/** Minutes that what a zone is called is ahead of UTC, where that means one thing only all over the world. */
const named: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 60,
  cet: 60,
  cest: 120,
  mez: 60,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  trt: 180,
  edt: -240,
  cdt: -300,
  mdt: -360,
  mst: -420,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
  brt: -180,
  art: -180,
  clt: -240,
  wat: 60,
  cat: 120,
  eat: 180,
  sast: 120,
  pkt: 300,
  npt: 345,
  wib: 420,
  wita: 480,
  wit: 540,
  hkt: 480,
  sgt: 480,
  jst: 540,
  kst: 540,
  awst: 480,
  acst: 570,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780
}
/**
 * Letters that several parts of the world use for zones of their own. In a date of an e-mail RFC 2822 says
 * which is meant.
 */
const ofMails: Readonly<Record<string, number>> = { est: -300, cst: -360, pst: -480 }
const unclear = new Set([
  'est',
  'cst',
  'pst',
  'ist',
  'bst',
  'ast',
  'gst',
  'sst',
  'mt',
  'pt',
  'et',
  'ct',
  'amt',
  'ect',
  'wst'
])

export type Zone = { minutes: number } | { name: string } | { unclear: string }

/**
 * What zone a text such as “GMT+0100”, “+05:30”, “CET” or “Europe/Berlin” names; nothing where it is none.
 */
export function zoneIn(text: string, isMail: boolean): Zone | undefined {
  const [, sign, hours, minutes = '0'] = /^(?:utc|gmt|z)?\s*([+\-−])(\d{1,2}):?(\d{2})?$/i.exec(text) ?? []
  if (sign !== undefined && hours !== undefined) {
    const ahead = Number(hours) * 60 + Number(minutes)
    return ahead > 15 * 60 ? undefined : { minutes: (sign === '+' ? 1 : -1) * ahead }
  }
  const word = text.toLowerCase()
  if (isMail && ofMails[word] !== undefined) return { minutes: ofMails[word] }
  if (named[word] !== undefined) return { minutes: named[word] }
  if (unclear.has(word)) return { unclear: text.toUpperCase() }
  if (!/^[a-z]+[/_+-][a-z0-9/_+-]+$/i.test(text)) return undefined
  try {
    return { name: new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone }
  } catch {
    return { unclear: text.toUpperCase() }
  }
}
