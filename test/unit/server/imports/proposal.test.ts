import { expect, it } from 'vitest'
import { readFile } from './reading'

it.each([
  ['German', 'Bewertung;Kommentar;Datum;Kanal;Mitarbeiter;Thema'],
  ['French', 'Note;Commentaire;Répondu le;Canal;Conseiller;Motif'],
  ['Spanish', 'Calificación;Comentario;Fecha;Canal;Agente;Motivo'],
  ['Portuguese', 'Avaliação;Comentário;Data;Canal;Atendente;Categoria'],
  ['Italian', 'Valutazione;Commento;Data risposta;Canale;Operatore;Motivo'],
  ['Russian', 'Оценка;Комментарий;Дата;Канал;Оператор;Тема'],
  ['Turkish', 'Puan;Yorum;Tarih;Kanal;Temsilci;Konu'],
  ['Chinese', '评分;评论;日期;渠道;客服;类别'],
  ['Japanese', '評価;コメント;回答日;チャネル;担当者;カテゴリ'],
  ['Korean', '평점;의견;날짜;채널;상담원;카테고리'],
  ['Arabic', 'التقييم;التعليق;التاريخ;القناة;الموظف;الموضوع'],
  ['Mongolian', 'Үнэлгээ;Сэтгэгдэл;Огноо;Суваг;Ажилтан;Сэдэв'],
  ['English', 'Satisfaction rating;Customer feedback;Submitted at;Contact channel;Handled by;Category']
])('knows the headings of a file in %s', async (_language, header) => {
  const [rating, comment, answeredAt, channel, agent, topic] = header.split(';')
  const { mapping } = await readFile(`${header}\n5;x;2024-01-25;Phone;ana;y\n`)
  expect(mapping).toEqual({ rating, comment, answeredAt, channel, agent, topics: [topic] })
})
