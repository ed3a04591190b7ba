import type { Language } from './language'

export const az = {
  direction: 'ltr',
  questions: {
    csat: 'Xidmətimizi necə qiymətləndirirsiniz?',
    nps: 'Bizi dostunuza və ya həmkarınıza tövsiyə edərsinizmi?',
    ces: 'Bunu etmək sizin üçün nə dərəcədə asan oldu?',
    thumbs: 'Bu sizə kömək etdimi?'
  },
  labels: {
    csat: ['Çox pis', 'Pis', 'Orta', 'Yaxşı', 'Çox yaxşı'],
    nps: ['Qətiyyən', 'Mütləq'],
    ces: ['Çox çətin', 'Çox asan'],
    thumbs: ['Xeyr', 'Bəli']
  },
  feedback: 'Rəyiniz',
  comment: 'Nəsə əlavə etmək istəyirsiniz?',
  commentLow: 'Nə xoşunuza gəlmədi?',
  commentHigh: 'Nə xoşunuza gəldi?',
  optional: 'istəyə bağlı',
  solved: 'Məsələ həll olundu?',
  yes: 'Bəli',
  no: 'Xeyr',
  notYet: 'Hələ yox',
  reason: 'Əsas səbəb nədir?',
  person: 'Bəs sizə kömək edən əməkdaşı necə qiymətləndirirsiniz?',
  contact: 'Bu barədə mənimlə əlaqə saxlaya bilərsiniz.',
  send: 'Göndər',
  close: 'Bağla',
  thanks: 'Təşəkkür edirik!',
  thanksLow: 'Təşəkkür edirik. Daha yaxşı olmağa çalışacağıq.',
  saved: 'Qiymətiniz saxlanıldı. Şərh əlavə edə bilərsiniz.',
  more: 'Qiymətiniz saxlanıldı. Aşağıda daha ətraflı yaza bilərsiniz.',
  closed: 'Sorğu bağlandı.',
  waiting: 'Cavabınızı hələ göndərmək mümkün olmadı. Onu saxlayırıq və yenidən cəhd edəcəyik.',
  refused: 'Təəssüf ki, sorğu başa çatıb və cavabınızı saxlamaq mümkün olmadı.',
  choose: 'Zəhmət olmasa, cavablardan birini seçin.',
  change: 'Cavabı dəyişin',
  gone: 'Bu sorğu açıq deyil.',
  goneHint: 'Keçidin müddəti bitmiş və ya sorğu başa çatmış ola bilər. Heç nə etməyinizə ehtiyac yoxdur.',
  test: 'Test: bu cavab sayılmır.'
} satisfies Language
