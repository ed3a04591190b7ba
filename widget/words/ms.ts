import type { Language } from './language'

export const ms = {
  direction: 'ltr',
  questions: {
    csat: 'Bagaimanakah perkhidmatan kami?',
    nps: 'Adakah anda akan mengesyorkan kami kepada rakan atau rakan sekerja?',
    ces: 'Adakah urusan ini mudah bagi anda?',
    thumbs: 'Adakah ini membantu?'
  },
  labels: {
    csat: ['Sangat teruk', 'Teruk', 'Sederhana', 'Baik', 'Sangat baik'],
    nps: ['Pasti tidak', 'Pasti ya'],
    ces: ['Sangat sukar', 'Sangat mudah'],
    thumbs: ['Tidak', 'Ya']
  },
  feedback: 'Maklum balas anda',
  comment: 'Ada apa-apa yang ingin ditambah?',
  commentLow: 'Apakah yang kurang memuaskan?',
  commentHigh: 'Apakah yang anda suka?',
  optional: 'tidak wajib',
  solved: 'Adakah masalah ini selesai?',
  yes: 'Ya',
  no: 'Tidak',
  notYet: 'Belum lagi',
  reason: 'Apakah sebab utamanya?',
  person: 'Bagaimana pula dengan orang yang membantu anda?',
  contact: 'Saya boleh dihubungi tentang perkara ini.',
  send: 'Hantar',
  close: 'Tutup',
  thanks: 'Terima kasih!',
  thanksLow: 'Terima kasih. Kami akan cuba memperbaikinya.',
  saved: 'Penilaian anda telah disimpan. Anda boleh menambah komen.',
  more: 'Penilaian anda telah disimpan. Anda boleh memberitahu kami lagi di bawah.',
  closed: 'Tinjauan telah ditutup.',
  waiting: 'Jawapan anda belum dapat dihantar. Kami menyimpannya dan akan cuba lagi.',
  refused: 'Maaf, tinjauan ini telah tamat, jadi jawapan anda tidak dapat disimpan.',
  choose: 'Sila pilih satu jawapan.',
  change: 'Ubah jawapan anda',
  gone: 'Tinjauan ini tidak dibuka.',
  goneHint: 'Pautan mungkin telah tamat tempoh atau tinjauan sudah tamat. Anda tidak perlu berbuat apa-apa.',
  test: 'Ujian: jawapan ini tidak dikira.'
} satisfies Language
