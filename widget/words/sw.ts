import type { Language } from './language'

export const sw = {
  direction: 'ltr',
  questions: {
    csat: 'Huduma yetu ilikuwaje?',
    nps: 'Je, utatupendekeza kwa rafiki au mfanyakazi mwenzako?',
    ces: 'Ilikuwa rahisi kiasi gani kukamilisha hili?',
    thumbs: 'Je, hili limekusaidia?'
  },
  labels: {
    csat: ['Mbaya sana', 'Mbaya', 'Ya wastani', 'Nzuri', 'Nzuri sana'],
    nps: ['Hapana kabisa', 'Bila shaka'],
    ces: ['Ngumu sana', 'Rahisi sana'],
    thumbs: ['Hapana', 'Ndiyo']
  },
  feedback: 'Maoni yako',
  comment: 'Ungependa kuongeza chochote?',
  commentLow: 'Ni nini hakikwenda vizuri?',
  commentHigh: 'Ni nini kilikupendeza?',
  optional: 'si lazima',
  solved: 'Je, tatizo limetatuliwa?',
  yes: 'Ndiyo',
  no: 'Hapana',
  notYet: 'Bado',
  reason: 'Sababu kuu ni ipi?',
  person: 'Na huduma ya aliyekusaidia ilikuwaje?',
  contact: 'Mnaweza kuwasiliana nami kuhusu hili.',
  send: 'Tuma',
  close: 'Funga',
  thanks: 'Asante!',
  thanksLow: 'Asante. Tutajitahidi kufanya vizuri zaidi.',
  saved: 'Ukadiriaji wako umehifadhiwa. Unaweza kuongeza maoni.',
  more: 'Ukadiriaji wako umehifadhiwa. Unaweza kutueleza zaidi hapa chini.',
  closed: 'Utafiti umefungwa.',
  waiting: 'Jibu lako bado halijatumwa. Tumelihifadhi na tutajaribu tena.',
  refused: 'Samahani, utafiti huu umekwisha, hivyo jibu lako halikuhifadhiwa.',
  choose: 'Tafadhali chagua jibu moja.',
  change: 'Badilisha jibu lako',
  gone: 'Utafiti huu haupatikani.',
  goneHint: 'Huenda kiungo kimeisha muda wake au utafiti umekwisha. Huhitaji kufanya chochote.',
  test: 'Jaribio: jibu hili halihesabiwi.'
} satisfies Language
