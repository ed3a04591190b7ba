import type { Language } from './language'

export const vi = {
  direction: 'ltr',
  questions: {
    csat: 'Quý khách thấy dịch vụ của chúng tôi thế nào?',
    nps: 'Quý khách có giới thiệu chúng tôi cho bạn bè, đồng nghiệp không?',
    ces: 'Việc này có dễ dàng với quý khách không?',
    thumbs: 'Điều này có hữu ích không?'
  },
  labels: {
    csat: ['Rất tệ', 'Tệ', 'Bình thường', 'Tốt', 'Rất tốt'],
    nps: ['Chắc chắn không', 'Chắc chắn có'],
    ces: ['Rất khó', 'Rất dễ'],
    thumbs: ['Không', 'Có']
  },
  feedback: 'Ý kiến của quý khách',
  comment: 'Quý khách có muốn góp ý thêm không?',
  commentLow: 'Điều gì chưa tốt?',
  commentHigh: 'Quý khách hài lòng về điều gì?',
  optional: 'không bắt buộc',
  solved: 'Vấn đề có được giải quyết không?',
  yes: 'Có',
  no: 'Không',
  notYet: 'Chưa xong',
  reason: 'Lý do chính là gì?',
  person: 'Còn người đã hỗ trợ quý khách thì thế nào?',
  contact: 'Có thể liên hệ với tôi về việc này.',
  send: 'Gửi',
  close: 'Đóng',
  thanks: 'Xin cảm ơn!',
  thanksLow: 'Xin cảm ơn. Chúng tôi sẽ cố gắng làm tốt hơn.',
  saved: 'Đã lưu đánh giá. Quý khách có thể viết thêm nhận xét.',
  more: 'Đã lưu đánh giá. Quý khách có thể cho biết thêm bên dưới.',
  closed: 'Đã đóng khảo sát.',
  waiting: 'Chưa gửi được câu trả lời. Chúng tôi đã giữ lại và sẽ gửi lại sau.',
  refused: 'Rất tiếc, khảo sát đã kết thúc nên không thể lưu câu trả lời.',
  choose: 'Vui lòng chọn một câu trả lời.',
  change: 'Sửa câu trả lời',
  gone: 'Khảo sát này hiện không mở.',
  goneHint: 'Liên kết có thể đã hết hạn hoặc khảo sát đã kết thúc. Quý khách không cần làm gì thêm.',
  test: 'Thử nghiệm: câu trả lời này không được tính.'
} satisfies Language
