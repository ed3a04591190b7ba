import iconv from 'iconv-lite'
import { expect, it } from 'vitest'
import type { EncodingName } from '../../../../server/contract/encodings'
import { guessEncoding } from '../../../../server/imports/characters/guess'
import { readFile } from './reading'

/** What customers write, and the encodings in which files of their languages come. */
const written: readonly (readonly [text: string, ...encodings: string[]])[] = [
  ['très bien, merci beaucoup', 'windows-1252'],
  ['sehr schön, aber zu spät; Grüße', 'windows-1252'],
  ['muy rápido, señor', 'windows-1252'],
  ['não gostei da solução', 'windows-1252'],
  ['blev hjulpet på få minutter, rigtig godt, tak for hjælpen søde', 'windows-1252'],
  ['velmi příjemná paní, děkuji', 'windows-1250'],
  ['bardzo wolno, nikt nie odpowiedział na moją prośbę', 'windows-1250'],
  ['nagyon lassú, de később segítőkész volt; köszönöm', 'windows-1250'],
  ['спасибо, всё очень быстро', 'windows-1251', 'koi8-r', 'cp866'],
  ['Долго ждал ответа', 'windows-1251', 'koi8-r'],
  ['дуже швидко, дякую її', 'windows-1251', 'koi8-u'],
  ['çok hızlı, teşekkürler', 'windows-1254'],
  ['πολύ καλή εξυπηρέτηση', 'windows-1253'],
  ['שירות מצוין תודה', 'windows-1255'],
  ['شكرا جزيلا', 'windows-1256'],
  ['بطيء', 'windows-1256'],
  ['خدمة ممتازة وسريعة', 'windows-1256'],
  ['labai greitai, ačiū už pagalbą', 'windows-1257'],
  ['とても親切でした。ありがとう', 'shift_jis', 'euc-jp'],
  ['対応が遅い', 'shift_jis', 'euc-jp'],
  ['매우 친절했습니다', 'euc-kr'],
  ['답변이 너무 늦어요', 'euc-kr'],
  ['服务很好，谢谢', 'gbk'],
  ['太慢了，没有人回答我的问题', 'gbk'],
  ['服務很好，謝謝', 'big5'],
  ['太慢了，沒有人回答我的問題', 'big5'],
  ['บริการดีมาก ขอบคุณ', 'tis-620'],
  ['ช้ามาก', 'tis-620']
]

it.each(written.flatMap(([text, ...encodings]) => encodings.map((encoding) => [encoding, text] as const)))(
  'reads %s: %s',
  (encoding, text) => {
    const bytes = iconv.encode(`A1,5,${text}\n`, encoding)
    const { names } = guessEncoding(bytes)
    expect(iconv.decode(bytes, names[0] ?? '')).toBe(`A1,5,${text}\n`)
  }
)

it('asks where a file has too little to tell by', () => {
  expect(guessEncoding(iconv.encode('5,koń\n', 'windows-1250'))).toMatchObject({
    isSure: false,
    names: expect.arrayContaining(['windows-1250', 'windows-1252']) as string[]
  })
  expect(guessEncoding(Buffer.from([0x35, 0x2c, 0xff, 0xfe, 0x01, 0x9d, 0xc0, 0x0a])).isSure).toBe(false)
})

it.each(written.flatMap(([text, ...encodings]) => encodings.map((encoding) => [encoding, text] as const)))(
  'reads a file in %s or asks: %s',
  async (encoding, text) => {
    const { rows, questions } = await readFile(
      iconv.encode(`score,comment\n5,${text.replaceAll(',', '')}\n`, encoding)
    )
    expect(questions.map(({ code }) => code)).toEqual(questions.length === 0 ? [] : ['encoding'])
    if (questions.length === 0) expect(rows[0]?.comment).toBe(text.replaceAll(',', ''))
  }
)

it('asks about few of them, and reads what it is told', async () => {
  let asked = 0
  for (const [text, ...encodings] of written) {
    for (const encoding of encodings) {
      const file = iconv.encode(`score,comment\n5,${text.replaceAll(',', '')}\n`, encoding)
      asked += (await readFile(file)).questions.length
      const { rows, questions } = await readFile(file, {
        mapping: { encoding: encoding as EncodingName, rating: 'score', comment: 'comment' }
      })
      expect([rows[0]?.comment, questions]).toEqual([text.replaceAll(',', ''), []])
    }
  }
  expect(asked).toBeLessThan(4)
})

it.each(['utf-16le', 'utf-16be'] as const)(
  'reads %s without a mark, in whatever pieces it comes',
  async (encoding) => {
    const bytes = iconv.encode('score\tcomment\r\n5\tشكرا، very good\r\n2\t慢 lahm\r\n', encoding)
    for (const size of [1, 3, 100])
      expect((await readFile(bytes, { size })).rows.map(({ rating, comment }) => [rating, comment])).toEqual([
        [5, 'شكرا، very good'],
        [2, '慢 lahm']
      ])
  }
)

it('reads lines of UTF-8 and of another encoding in one file', async () => {
  const file = Buffer.concat([
    Buffer.from('score,comment\n5,спасибо большое\n'),
    iconv.encode('2,долго ждал ответа\n', 'windows-1251')
  ])
  expect((await readFile(file)).rows.map(({ comment }) => comment)).toEqual([
    'спасибо большое',
    'долго ждал ответа'
  ])
})

it('says which lines an encoding does not have', async () => {
  const { encoding } = await readFile(Buffer.from('score,comment\n5,t\xe4glich\n', 'latin1'), {
    mapping: { encoding: 'utf-8', rating: 'score', comment: 'comment' }
  })
  expect(encoding.warnings).toEqual(['1 line (2) is not utf-8: letters in them are lost.'])
})
