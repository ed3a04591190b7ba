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
    csat: ['非常不满意', '不满意', '一般', '满意', '非常满意'],
    nps: ['完全不可能', '极有可能'],
    ces: ['非常困难', '非常容易'],
    thumbs: ['否', '是']
  },
  feedback: '您的反馈',
  comment: '还有什么想告诉我们的吗？',
  commentLow: '哪些地方做得不好？',
  commentHigh: '哪些地方让您满意？',
  optional: '选填',
  solved: '问题解决了吗？',
  yes: '是',
  no: '否',
  notYet: '还没有',
  reason: '主要原因是什么？',
  person: '您对为您服务的人员满意吗？',
  contact: '可以就此事与我联系。',
  send: '提交',
  close: '关闭',
  thanks: '谢谢！',
  thanksLow: '谢谢。我们会努力做得更好。',
  saved: '您的评分已保存。您可以补充留言。',
  more: '您的评分已保存。您可以在下方补充更多信息。',
  closed: '问卷已关闭。',
  waiting: '您的回答暂时未能发送。我们会为您保留并稍后重试。',
  refused: '抱歉，此问卷已结束，您的回答未能保存。',
  choose: '请选择一个答案。',
  change: '修改您的回答',
  gone: '此问卷未开放。',
  goneHint: '链接可能已过期，或问卷已经结束。您无需进行任何操作。',
  test: '测试：此回答不计入统计。'
} satisfies Language
