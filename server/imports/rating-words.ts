import type { Target } from './rating'
import { isRatingOn, numberIn } from './rating'
import { wordOf } from './sources/source'

/** Words for the steps of a scale, in many languages: from the worst, 0, to the best, 1. */
const shares: readonly (readonly [share: number, words: string])[] = [
  [
    0,
    'very dissatisfied|very unsatisfied|extremely dissatisfied|completely ' +
      'dissatisfied|terrible|awful|very bad|very poor|horrible|worst|strongly disagree|sehr ' +
      'unzufrieden|sehr schlecht|ungenügend|très insatisfait|pas du tout satisfait|très ' +
      'mauvais|muy insatisfecho|muy malo|pésimo|muito insatisfeito|péssimo|molto ' +
      'insoddisfatto|pessimo|zeer ontevreden|zeer slecht|bardzo niezadowolony|очень ' +
      'недоволен|ужасно|очень плохо|çok memnun değilim|çok ' +
      'kötü|非常不满意|很差|非常不滿意|とても不満|非常に不満|매우 불만족|غير راض جدا|سيئ جدا|بہت برا|маш муу|😡|😠'
  ],
  [
    0.25,
    'dissatisfied|unsatisfied|somewhat ' +
      'dissatisfied|bad|poor|disagree|unzufrieden|schlecht|mangelhaft|insatisfait|peu ' +
      'satisfait|mauvais|insatisfecho|malo|mal|insatisfeito|ruim|mau|insoddisfatto|cattivo|ontevreden|slecht|niezadowolony|źle|недоволен|плохо|memnun ' +
      'değilim|kötü|不满意|差|不滿意|不満|やや不満|불만족|غير راض|سيئ|برا|муу|🙁|😞|☹'
  ],
  [
    0.5,
    'neutral|ok|okay|average|fair|so so|so-so|neither satisfied nor dissatisfied|neither ' +
      'agree nor disagree|mixed|neutral|mittel|mittelmäßig|geht ' +
      'so|neutre|moyen|correct|neutro|regular|normal|mediocre|neutraal|gemiddeld|neutralny|średnio|нейтрально|нормально|средне|kararsızım|orta|一般|普通|どちらでもない|보통|محايد|متوسط|ٹھیک|дунд|😐'
  ],
  [
    0.75,
    'satisfied|somewhat satisfied|good|agree|zufrieden|gut|satisfait|plutôt satisfait|bon|bien|satisfecho|bueno|satisfeito|bom|soddisfatto|buono|tevreden|goed|zadowolony|dobrze|доволен|хорошо|memnunum|iyi|满意|好|滿意|満足|やや満足|만족|راض|جيد|اچھا|сайн|🙂|😊'
  ],
  [
    1,
    'very satisfied|extremely satisfied|completely satisfied|excellent|great|very ' +
      'good|perfect|awesome|best|outstanding|strongly agree|sehr zufrieden|sehr ' +
      'gut|ausgezeichnet|très satisfait|très bon|excellent|parfait|muy satisfecho|muy ' +
      'bueno|excelente|muito satisfeito|ótimo|molto soddisfatto|ottimo|eccellente|zeer ' +
      'tevreden|zeer goed|uitstekend|bardzo zadowolony|doskonale|очень ' +
      'доволен|отлично|превосходно|çok memnunum|çok iyi|mükemmel|非常满意|很好|非常滿意|とても満足|非常に満足|매우 ' +
      '만족|راض جدا|ممتاز|جيد جدا|بہت اچھا|маш сайн|😀|😃|😍|🤩'
  ]
]
/** Where there are two points, these are them. */
const sides: readonly (readonly [share: 0 | 1, words: string])[] = [
  [0, 'thumbs down|down|no|unhappy|negative|unsatisfactory|👎|nein|non|нет|いいえ|不'],
  [1, 'thumbs up|up|yes|happy|positive|satisfactory|👍|ja|oui|sí|да|はい']
]
const silences = new Set([
  'no answer',
  'not rated',
  'unrated',
  'no rating',
  'no response',
  'not answered',
  'offered',
  'unoffered',
  'pending',
  'skipped',
  'not applicable',
  "don't know",
  'keine angabe',
  'sans réponse',
  'sin respuesta',
  'sem resposta',
  'нет ответа',
  '未评价',
  '無回答',
  '무응답',
  'لا يوجد'
])
const shareOf = new Map(
  shares.flatMap(([share, words]) => words.split('|').map((word) => [wordOf(word), share] as const))
)
const sideOf = new Map(
  sides.flatMap(([share, words]) => words.split('|').map((word) => [wordOf(word), share] as const))
)

const stars = /^([⭐★🌟]+)[☆✩]*$/u
const percent = /^(\d{1,3}(?:[.,]\d+)?)\s*[%٪％]$/
const numberFirst = /^(\d{1,2}(?:[.,]\d{1,2})?)(?:\s*[-–—:.)=]\s*|\s+)\D/u
const numberLast = /\D[-–—:(=\s]\s?(\d{1,2})\)?$/u

/**
 * The point that a rating in words usually is, null where it says that there is none, nothing where nobody
 * can tell. It is a proposal: a person says whether it is so.
 */
export function pointSuggested(sent: string, target: Target): number | null | undefined {
  const word = wordOf(sent)
  if (silences.has(word)) return null
  const number = pointIn(word, target)
  if (number !== undefined) return number
  const { min, max, direction } = target
  const share = max - min === 1 ? (sideOf.get(word) ?? sided(shareOf.get(word))) : shareOf.get(word)
  if (share === undefined) return undefined
  const above = share * (max - min)
  const rating = direction === 'higher-is-better' ? min + above : max - above
  return isRatingOn(rating, target) ? rating : undefined
}

/** The number in “5 - Excellent”, “4 stars”, “80%” and “★★★★☆”, where it is on the scale. */
function pointIn(word: string, target: Target): number | undefined {
  const share = numberIn(percent.exec(word)?.[1] ?? '')?.value
  const counted = stars.exec(word)?.[1]
  const text = share !== undefined ? undefined : (numberFirst.exec(word)?.[1] ?? numberLast.exec(word)?.[1])
  const point =
    share !== undefined
      ? (share * target.max) / 100
      : counted !== undefined
        ? [...counted].length
        : text === undefined
          ? undefined
          : Number(text.replace(',', '.'))
  return point !== undefined && isRatingOn(point, target) ? point : undefined
}

function sided(share: number | undefined): number | undefined {
  return share === undefined || share === 0.5 ? undefined : Math.round(share)
}
