import type { Language } from './language'

export const uz = {
  direction: 'ltr',
  questions: {
    csat: 'Xizmatimizni qanday baholaysiz?',
    nps: 'Bizni doʻstingiz yoki hamkasbingizga tavsiya qilasizmi?',
    ces: 'Buni bajarish siz uchun qanchalik oson boʻldi?',
    thumbs: 'Bu sizga foydali boʻldimi?'
  },
  labels: {
    csat: ['Juda yomon', 'Yomon', 'Oʻrtacha', 'Yaxshi', 'Juda yaxshi'],
    nps: ['Mutlaqo yoʻq', 'Albatta'],
    ces: ['Juda qiyin', 'Juda oson'],
    thumbs: ['Yoʻq', 'Ha']
  },
  feedback: 'Fikringiz',
  comment: 'Yana biror narsa qoʻshmoqchimisiz?',
  commentLow: 'Sizga nima yoqmadi?',
  commentHigh: 'Sizga nima yoqdi?',
  optional: 'ixtiyoriy',
  solved: 'Muammo hal boʻldimi?',
  yes: 'Ha',
  no: 'Yoʻq',
  notYet: 'Hali yoʻq',
  reason: 'Asosiy sababi nima?',
  person: 'Sizga yordam bergan xodimni qanday baholaysiz?',
  contact: 'Bu haqda men bilan bogʻlanishingiz mumkin.',
  send: 'Yuborish',
  close: 'Yopish',
  thanks: 'Rahmat!',
  thanksLow: 'Rahmat. Yaxshiroq qilishga harakat qilamiz.',
  saved: 'Bahongiz saqlandi. Izoh qoʻshishingiz mumkin.',
  more: 'Bahongiz saqlandi. Quyida batafsilroq yozishingiz mumkin.',
  closed: 'Soʻrovnoma yopildi.',
  waiting: 'Javobingiz hozircha yuborilmadi. Uni saqlab turamiz va qayta urinamiz.',
  refused: 'Kechirasiz, soʻrovnoma tugagan, shu sababli javobingiz saqlanmadi.',
  choose: 'Javoblardan birini tanlang.',
  change: 'Javobni oʻzgartirish',
  gone: 'Bu soʻrovnoma ochiq emas.',
  goneHint:
    'Havola muddati oʻtgan yoki soʻrovnoma tugagan boʻlishi mumkin. Sizdan hech narsa talab qilinmaydi.',
  test: 'Sinov: bu javob hisoblanmaydi.'
} satisfies Language
