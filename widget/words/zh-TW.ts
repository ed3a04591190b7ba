import type { Language } from './language'

export const zhTW = {
  direction: 'ltr',
  questions: {
    csat: '您滿意我們的服務嗎？',
    nps: '您有多大可能向朋友或同事推薦我們？',
    ces: '完成這件事容易嗎？',
    thumbs: '這對您有幫助嗎？'
  },
  labels: {
    csat: ['非常不滿意', '不滿意', '普通', '滿意', '非常滿意'],
    nps: ['完全不可能', '極有可能'],
    ces: ['非常困難', '非常容易'],
    thumbs: ['否', '是']
  },
  feedback: '您的意見',
  comment: '還有什麼想告訴我們的嗎？',
  commentLow: '哪些地方做得不好？',
  commentHigh: '哪些地方讓您滿意？',
  optional: '選填',
  solved: '問題解決了嗎？',
  yes: '是',
  no: '否',
  notYet: '還沒有',
  reason: '主要原因是什麼？',
  person: '您滿意為您服務的人員嗎？',
  contact: '可以就此事與我聯絡。',
  send: '送出',
  close: '關閉',
  thanks: '謝謝您！',
  thanksLow: '謝謝您。我們會努力做得更好。',
  saved: '已儲存您的評分。您可以補充留言。',
  more: '已儲存您的評分。您可以在下方補充更多資訊。',
  closed: '問卷已關閉。',
  waiting: '您的回答尚未送出。我們會為您保留並再次嘗試。',
  refused: '很抱歉，此問卷已結束，無法儲存您的回答。',
  choose: '請選擇一個答案。',
  change: '修改您的回答',
  gone: '此問卷目前未開放。',
  goneHint: '連結可能已過期，或問卷已經結束。您無需進行任何操作。',
  test: '測試：此回答不計入統計。'
} satisfies Language
