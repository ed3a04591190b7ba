import type { Language } from './language'

export const id = {
  direction: 'ltr',
  questions: {
    csat: 'Bagaimana pelayanan kami?',
    nps: 'Apakah Anda akan merekomendasikan kami kepada teman atau kolega?',
    ces: 'Seberapa mudah hal ini bagi Anda?',
    thumbs: 'Apakah ini membantu?'
  },
  labels: {
    csat: ['Sangat buruk', 'Buruk', 'Cukup', 'Baik', 'Sangat baik'],
    nps: ['Pasti tidak', 'Pasti ya'],
    ces: ['Sangat sulit', 'Sangat mudah'],
    thumbs: ['Tidak', 'Ya']
  },
  feedback: 'Masukan Anda',
  comment: 'Ada yang ingin Anda tambahkan?',
  commentLow: 'Apa yang kurang memuaskan?',
  commentHigh: 'Apa yang Anda sukai?',
  optional: 'opsional',
  solved: 'Apakah masalahnya sudah selesai?',
  yes: 'Ya',
  no: 'Tidak',
  notYet: 'Belum',
  reason: 'Apa alasan utamanya?',
  person: 'Lalu, bagaimana dengan orang yang membantu Anda?',
  contact: 'Saya bersedia dihubungi tentang hal ini.',
  send: 'Kirim',
  close: 'Tutup',
  thanks: 'Terima kasih!',
  thanksLow: 'Terima kasih. Kami akan berusaha lebih baik.',
  saved: 'Penilaian Anda telah disimpan. Anda dapat menambahkan komentar.',
  more: 'Penilaian Anda telah disimpan. Anda dapat bercerita lebih lanjut di bawah.',
  closed: 'Survei telah ditutup.',
  waiting: 'Jawaban Anda belum terkirim. Kami menyimpannya dan akan mencoba lagi.',
  refused: 'Maaf, survei ini telah berakhir sehingga jawaban Anda tidak dapat disimpan.',
  choose: 'Silakan pilih salah satu jawaban.',
  change: 'Ubah jawaban Anda',
  gone: 'Survei ini tidak tersedia.',
  goneHint:
    'Tautan mungkin sudah kedaluwarsa atau survei telah berakhir. Anda tidak perlu melakukan apa pun.',
  test: 'Uji coba: jawaban ini tidak dihitung.'
} satisfies Language
