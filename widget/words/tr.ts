import type { Language } from './language'

export const tr = {
  direction: 'ltr',
  questions: {
    csat: 'Hizmetimizi nasıl buldunuz?',
    nps: 'Bizi bir arkadaşınıza veya iş arkadaşınıza tavsiye etme olasılığınız nedir?',
    ces: 'Bu işlemi yapmak ne kadar kolaydı?',
    thumbs: 'Bu size yardımcı oldu mu?'
  },
  labels: {
    csat: ['Çok kötü', 'Kötü', 'Orta', 'İyi', 'Çok iyi'],
    nps: ['Hiç olası değil', 'Son derece olası'],
    ces: ['Çok zor', 'Çok kolay'],
    thumbs: ['Hayır', 'Evet']
  },
  feedback: 'Görüşünüz',
  comment: 'Eklemek istediğiniz bir şey var mı?',
  commentLow: 'Neyi iyi yapamadık?',
  commentHigh: 'Neyi beğendiniz?',
  optional: 'isteğe bağlı',
  solved: 'Sorununuz çözüldü mü?',
  yes: 'Evet',
  no: 'Hayır',
  notYet: 'Henüz değil',
  reason: 'Asıl nedeni nedir?',
  person: 'Peki size yardımcı olan kişiyi nasıl buldunuz?',
  contact: 'Bu konuda benimle iletişime geçebilirsiniz.',
  send: 'Gönder',
  close: 'Kapat',
  thanks: 'Teşekkürler!',
  thanksLow: 'Teşekkürler. Daha iyisini yapmaya çalışacağız.',
  saved: 'Değerlendirmeniz kaydedildi. Yorum ekleyebilirsiniz.',
  more: 'Değerlendirmeniz kaydedildi. Aşağıda daha fazlasını paylaşabilirsiniz.',
  closed: 'Anket kapatıldı.',
  waiting: 'Yanıtınız henüz gönderilemedi. Saklıyoruz ve yeniden deneyeceğiz.',
  refused: 'Üzgünüz, bu anket sona erdiği için yanıtınız kaydedilemedi.',
  choose: 'Lütfen yanıtlardan birini seçin.',
  change: 'Yanıtınızı değiştirin',
  gone: 'Bu anket yayında değil.',
  goneHint: 'Bağlantının süresi dolmuş veya anket sona ermiş olabilir. Yapmanız gereken bir şey yok.',
  test: 'Test: bu yanıt sayılmaz.'
} satisfies Language
