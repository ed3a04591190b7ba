/**
 * What people send to be left alone where it is all there is to say, alone in a message: the keywords that carriers and Twilio demand, and the same in other languages.
 * Common words of a chat, such as “no” or “end of the week”, are none of them.
 */
const out = new Set([
  'stop', 'stopall', 'stop all', 'unsubscribe', 'cancel', 'end', 'quit', 'optout', 'opt out', 'revoke', 'remove', 'stop sms',
  'arret', 'arrêt', 'arrêter', 'arreter', 'désabonner', 'desabonner', // French
  'stopp', 'abmelden', 'abbestellen', // German
  'alto', 'parar', 'baja', 'cancelar', 'detener', // Spanish, Portuguese
  'sair', 'pare', 'ferma', 'annulla', 'cancella', 'afmelden', 'avsluta', 'avslutt', 'afmeld', 'lopeta', // pt, it, nl, sv, nb, da, fi
  'zakończ', 'koniec', 'zrušit', 'leiratkozás', 'dezabonare', 'διακοπη', 'iptal', 'dur', // pl, cs, hu, ro, el, tr
  'стоп', 'отписаться', 'відписатися', // ru, uk
  'إيقاف', 'ايقاف', 'توقف', 'الغاء', 'إلغاء', 'لغو', 'بند کریں', 'بند کرو', 'روکیں', 'روکو', // ar, fa, ur
  'हटाओ', 'रोकें', 'বন্ধ', 'berhenti', 'hủy', 'huy', 'หยุด', 'ยกเลิก', '退订', '取消', '停止', '退訂', '停止して', '配信停止', '중지', '수신거부', 'עצור', 'הסר'
].map(key))
const into = new Set(['start', 'unstop', 'subscribe', 'optin', 'opt in', 'resume', 'старт', 'ابدأ', 'شروع', 'शुरू', '开始', '開始', '시작'].map(key))

/** Those that mean nothing else in the middle of a conversation with an agent, where “cancel”, “end” and “remove” are ordinary replies. */
const plainlyOut = new Set([
  'stop', 'stopall', 'stop all', 'stop sms', 'unsubscribe', 'optout', 'opt out', 'arret', 'arrêt', 'désabonner', 'desabonner', 'stopp', 'abbestellen',
  'стоп', 'отписаться', 'відписатися', 'leiratkozás', 'dezabonare', 'إيقاف', 'ايقاف', '退订', '退訂', '配信停止', '수신거부'
].map(key))
const plainlyInto = new Set(['start', 'unstop', 'subscribe', 'optin', 'opt in', 'старт'].map(key))

/**
 * Whether a message says nothing but to stop, or to start again. `toAgent` is for what is said to an agent of a helpdesk. “/start” is
 * what Telegram sends for whoever opens a bot, and says nothing.
 */
export function optWord(text: string, { toAgent }: { toAgent: boolean }): 'out' | 'in' | undefined {
  const said = key(text)
  if ((toAgent ? plainlyOut : out).has(said)) return 'out'
  return (toAgent ? plainlyInto : into).has(said) && !text.trimStart().startsWith('/') ? 'in' : undefined
}

function key(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[\p{P}\p{S}\p{Z}\p{Cf}\s]+/gu, ' ').trim()
}
