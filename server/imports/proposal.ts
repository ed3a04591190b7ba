import type { MappingInput } from '../contract/imports'
import { metrics } from '../contract/terms'
import { columnSlug, findColumn } from './columns'
import { handlerNamed } from './handlers'
import type { Mapping } from './mapping'
import type { Target } from './rating'
import { isBlank, numberIn } from './rating'
import type { Part, Source } from './sources/source'

/**
 * What exports of helpdesks and survey tools call things, most telling first, then the same in other
 * languages.
 */
const ratingSynonyms = [
  'rating',
  'score',
  'survey_score',
  'csat_score',
  'nps_score',
  'ces_score',
  'star_rating',
  'csat',
  'nps',
  'ces',
  'raw_score',
  'satisfaction',
  'satisfaction_rating',
  'satisfaction_score',
  'customer_satisfaction',
  'stars',
  'overall_rating',
  'overall_satisfaction',
  'value',
  'bewertung',
  'zufriedenheit',
  'note',
  'évaluation',
  'satisfaction_client',
  'puntuación',
  'calificación',
  'valoración',
  'satisfacción',
  'nota',
  'avaliação',
  'satisfação',
  'valutazione',
  'punteggio',
  'soddisfazione',
  'beoordeling',
  'tevredenheid',
  'ocena',
  'оценка',
  'puan',
  'memnuniyet',
  '评分',
  '满意度',
  '評分',
  '評価',
  '満足度',
  '평점',
  '만족도',
  'التقييم',
  'تقييم',
  'درجہ_بندی',
  'үнэлгээ'
]
/** In some languages a rating, in others a remark: only numbers tell. */
const ambiguous = new Set(['note', 'nota'])
const synonyms: Source['parts'] = {
  comment: [
    'comment',
    'comments',
    'feedback',
    'remark',
    'remarks',
    'customer_remarks',
    'customer_comment',
    'customer_feedback',
    'body_text',
    'verbatim',
    'text',
    'review',
    'feedback_message',
    'kommentar',
    'bemerkung',
    'commentaire',
    'commentaires',
    'remarque',
    'comentario',
    'comentarios',
    'comentário',
    'comentários',
    'commento',
    'opmerking',
    'komentarz',
    'комментарий',
    'отзыв',
    'yorum',
    '评论',
    '意见',
    '評論',
    'コメント',
    '의견',
    '코멘트',
    'تعليق',
    'التعليق',
    'تبصرہ',
    'сэтгэгдэл'
  ],
  answeredAt: [
    'answered_at',
    'responded_at',
    'survey_response_date',
    'response_received_at',
    'response_date',
    'scored_datetime',
    'recorded_at',
    'submitted_at',
    'completed_at',
    'survey_date',
    'rated_at',
    'timestamp',
    'created_at',
    'date',
    'datetime',
    'datum',
    'beantwortet_am',
    'répondu_le',
    'fecha',
    'fecha_de_respuesta',
    'data',
    'data_da_resposta',
    'data_risposta',
    'дата',
    'tarih',
    '日期',
    '时间',
    '回答日',
    '回答日時',
    '日付',
    '날짜',
    '응답일',
    'التاريخ',
    'تاريخ',
    'تاریخ',
    'огноо'
  ],
  sentAt: ['sent_at', 'request_sent_at', 'sent_datetime', 'survey_sent_at', 'survey_sent_date'],
  channel: [
    'channel',
    'channel_name',
    'medium',
    'source',
    'via',
    'contact_channel',
    'kanal',
    'canal',
    'canale',
    'kanaal',
    'kanał',
    'канал',
    '渠道',
    'チャネル',
    '채널',
    'القناة',
    'قناة',
    'چینل',
    'суваг'
  ],
  agent: [
    'agent',
    'agent_name',
    'assignee',
    'teammate',
    'employee_email',
    'employee',
    'agent_id',
    'assignee_id',
    'assigned_agent_email',
    'handled_by',
    'mitarbeiter',
    'bearbeiter',
    'conseiller',
    'agente',
    'atendente',
    'operatore',
    'medewerker',
    'konsultant',
    'оператор',
    'агент',
    'сотрудник',
    'temsilci',
    '客服',
    '担当者',
    '상담원',
    'الموظف',
    'نمائندہ',
    'ажилтан'
  ],
  team: [
    'team',
    'team_name',
    'group',
    'department',
    'supervisor',
    'team_leader',
    'gruppe',
    'abteilung',
    'équipe',
    'equipo',
    'equipe',
    'squadra',
    'команда',
    'отдел',
    'takım',
    'ekip',
    '团队',
    '部門',
    '팀',
    'الفريق',
    'ٹیم',
    'баг'
  ],
  customer: [
    'customer',
    'customer_id',
    'contact_id',
    'requester_id',
    'end_user_id',
    'customer_email',
    'kunde',
    'kundennummer',
    'client',
    'cliente',
    'klant',
    'klient',
    'клиент',
    'müşteri',
    '客户',
    '顧客',
    '고객',
    'العميل',
    'گاہک',
    'харилцагч'
  ],
  bot: ['bot', 'bot_name', 'chatbot', 'ai_agent', 'ai_agent_name', 'virtual_agent'],
  locale: ['locale', 'language', 'sprache', 'langue', 'idioma', 'lingua', 'язык'],
  externalId: ['id', 'response_id', 'survey_response_id', 'external_id', 'unique_id', 'request_id'],
  conversationId: [
    'conversation_id',
    'ticket_id',
    'interaction_id',
    'ext_interaction_id',
    'case_id',
    'ticket',
    'ticket_number',
    'case_number',
    'conversation'
  ]
}
const topicSynonyms = [
  'topics',
  'tags',
  'labels',
  'topic',
  'reason',
  'category',
  'thema',
  'kategorie',
  'grund',
  'sujet',
  'catégorie',
  'motif',
  'tema',
  'categoría',
  'motivo',
  'categoria',
  'onderwerp',
  'категория',
  'тема',
  'konu',
  '类别',
  '主题',
  'カテゴリ',
  '카테고리',
  'الموضوع',
  'موضوع',
  'сэдэв'
]

const handlerColumns = ['handled_by', 'handler', 'handler_type', 'handled_by_type']

/** Columns that name several topics in one cell. */
const plurals = new Set([
  'topics',
  'tags',
  'tags_tags',
  'labels',
  'reasons',
  'areas_for_improvement',
  'conversation_tags'
])
const texts = [
  'comment',
  'answeredAt',
  'sentAt',
  'channel',
  'agent',
  'team',
  'handledBy',
  'bot',
  'customer',
  'locale',
  'externalId'
] as const
const interactionTexts = ['openedAt', 'firstResponseAt', 'resolvedAt', 'handleSeconds'] as const

/**
 * What a mapping is proposed from: the names of the columns, whose file it is, and the cells of its first
 * rows.
 */
export type Layout = {
  header: readonly string[]
  source: Source | undefined
  first: readonly { cells: readonly string[] }[]
}

/** The mapping that the layout suggests; without a rating where no column looks like one. */
function proposeMapping({ header, source, first }: Layout, target: Target): MappingInput {
  const parts = source?.parts ?? { ...synonyms, ...handlerParts(header, first) }
  // Of two columns with the same meaning the one that the tool did not fill in is not meant.
  const hasCells = (index: number) =>
    first.length === 0 || first.some(({ cells }) => !isBlank(cells[index] ?? ''))
  const find = (part: Part) => {
    return findColumn(header, parts[part] ?? [], hasCells)
  }
  const found = (names: readonly Part[]) =>
    Object.fromEntries(names.flatMap((part) => (find(part) === undefined ? [] : [[part, find(part)]])))
  const rating =
    (source ? findColumn(header, parts.rating ?? []) : ratingColumn(header, first, target)) ??
    ratingBeside(header)
  const topics = source
    ? (source.topics ?? []).flatMap((name) => findColumn(header, [name]) ?? [])
    : [findColumn(header, topicSynonyms) ?? []].flat()
  const conversationId = find('conversationId')
  const conversation = {
    ...(conversationId === undefined ? {} : { id: conversationId }),
    ...found(interactionTexts)
  }
  return {
    ...(rating === undefined ? {} : { rating }),
    ...found(texts),
    ...(topics.length === 0
      ? {}
      : {
          topics: topics.map((topic) =>
            plurals.has(columnSlug(topic)) ? { column: topic, split: true } : topic
          )
        }),
    ...(Object.keys(conversation).length === 0 ? {} : { conversation })
  }
}

/**
 * “Handled by” names an agent in some files and says in others whether it was a person or a bot: the words in
 * it tell.
 */
function handlerParts(header: readonly string[], first: Layout['first']): Source['parts'] {
  const isHandler = (index: number) => {
    const cells = first.map(({ cells }) => cells[index] ?? '').filter((cell) => !isBlank(cell))
    return cells.length > 0 && cells.every((cell) => handlerNamed(cell.trim()))
  }
  const slugs = header.map(columnSlug)
  const handledBy = handlerColumns.filter((name) => isHandler(slugs.indexOf(name)))
  const agent = synonyms.agent
  return {
    handledBy,
    ...(typeof agent === 'object' && { agent: agent.filter((name) => !handledBy.includes(name)) })
  }
}

/**
 * The column that looks like the rating of such a survey: never one of another metric, and rather one whose
 * numbers are on the scale.
 */
function ratingColumn(
  header: readonly string[],
  first: Layout['first'],
  { metric, min, max }: Target
): string | undefined {
  const others = metrics.filter((other) => other !== metric)
  const names = [`${metric}_score`, metric, ...ratingSynonyms].filter(
    (name) => !others.some((other) => name.split('_').includes(other))
  )
  const isOnScale = (index: number) => {
    const numbers = first.flatMap(({ cells }) => numberIn(cells[index] ?? '') ?? [])
    return numbers.length > 0 && numbers.every(({ value }) => value >= min && value <= max)
  }
  const slugs = header.map(columnSlug)
  const clear = names.filter((name) => !ambiguous.has(name) || isOnScale(slugs.indexOf(name)))
  return findColumn(header, clear, isOnScale)
}

/** The column that Qualtrics puts a group of promoters and detractors beside is the rating. */
function ratingBeside(header: readonly string[]): string | undefined {
  return header.find((name) => name !== '' && header.includes(`${name}_NPS_GROUP`))
}

/**
 * The mapping to use: the one that was given as it is, with the rating found for it where it says none, or
 * else what the layout suggests. `suggested` is what it suggests for parts that the given mapping leaves
 * out.
 */
export function completeMapping(
  layout: Layout,
  target: Target,
  given: MappingInput | undefined
): { mapping: MappingInput; suggested: MappingInput } {
  const { rating, ...proposed } = proposeMapping(layout, target)
  const complete = rating === undefined ? {} : { rating }
  if (!given) return { mapping: { ...complete, ...proposed }, suggested: {} }
  const suggested = Object.fromEntries(Object.entries(proposed).filter(([part]) => !(part in given)))
  return { mapping: { ...complete, ...given }, suggested }
}

export function hasRating(mapping: MappingInput): mapping is Mapping {
  return mapping.rating !== undefined
}
