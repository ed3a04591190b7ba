import type { Language } from './language'

export const zh = {
  direction: 'ltr',
  questions: {
    csat: '您对我们的服务满意吗？',
    nps: '您有多大可能向朋友或同事推荐我们？',
    ces: '完成这件事容易吗？',
    thumbs: '这对您有帮助吗？'
  },
  labels: {
    csat: ['非常差', '差', '一般', '好', '非常好'],
    nps: ['完全不可能', '极有可能'],
    ces: ['非常困难', '非常容易'],
    thumbs: ['没有', '有']
  },
  feedback: '您的反馈',
  comment: '还有什么想告诉我们的吗？',
  commentLow: '哪里做得不好？',
  commentHigh: '您喜欢哪些方面？',
  optional: '选填',
  send: '发送',
  close: '关闭',
  thanks: '谢谢！',
  saved: '您的评分已保存。您可以补充留言。',
  waiting: '您的回答暂时未能发送。我们会为您保留并稍后重试。',
  refused: '抱歉，此调查已结束，您的回答未能保存。',
  choose: '请选择一个答案。',
  change: '修改您的回答',
  gone: '此调查未开放。',
  goneHint: '链接可能已过期，或调查已经结束。您无需进行任何操作。'
} satisfies Language
