import type { Language } from './language'

export const ko = {
  direction: 'ltr',
  questions: {
    csat: '저희 서비스에 만족하셨나요?',
    nps: '친구나 동료에게 저희를 추천할 의향이 얼마나 있으신가요?',
    ces: '원하시는 일을 쉽게 처리하셨나요?',
    thumbs: '도움이 되었나요?'
  },
  labels: {
    csat: ['매우 불만족', '불만족', '보통', '만족', '매우 만족'],
    nps: ['전혀 추천하지 않음', '적극 추천함'],
    ces: ['매우 어려움', '매우 쉬움'],
    thumbs: ['아니요', '예']
  },
  feedback: '고객 의견',
  comment: '더 하실 말씀이 있으신가요?',
  commentLow: '어떤 점이 불편하셨나요?',
  commentHigh: '어떤 점이 좋으셨나요?',
  optional: '선택 사항',
  solved: '문제가 해결되었나요?',
  yes: '예',
  no: '아니요',
  notYet: '아직',
  reason: '가장 큰 이유는 무엇인가요?',
  person: '도와드린 직원에게도 만족하셨나요?',
  contact: '이 건으로 저에게 연락하셔도 됩니다.',
  send: '보내기',
  close: '닫기',
  thanks: '감사합니다!',
  thanksLow: '감사합니다. 더 나아지도록 노력하겠습니다.',
  saved: '평가가 저장되었습니다. 의견을 추가하실 수 있습니다.',
  more: '평가가 저장되었습니다. 아래에서 더 알려 주실 수 있습니다.',
  closed: '설문을 닫았습니다.',
  waiting: '답변을 아직 보내지 못했습니다. 보관해 두었다가 다시 보내겠습니다.',
  refused: '죄송합니다. 설문이 종료되어 답변을 저장하지 못했습니다.',
  choose: '답변을 하나 선택해 주세요.',
  change: '답변 수정하기',
  gone: '현재 진행 중인 설문이 아닙니다.',
  goneHint: '링크가 만료되었거나 설문이 종료되었을 수 있습니다. 따로 하실 일은 없습니다.',
  test: '테스트: 이 답변은 집계되지 않습니다.'
} satisfies Language
