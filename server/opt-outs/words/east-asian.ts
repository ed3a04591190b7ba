import type { Lexicon } from './lexicon'

const chineseFill =
  '请, 請, 謝謝, 谢谢, 麻烦, 麻煩, 了, 吧, 啊, 你们, 你們, 你, 您, 好, 您好, 你好, 的, 这些, 這些, 这种, 這種, 立刻, 马上, ' +
  '馬上, 现在, 現在, 们, 們, 拜托, 拜託, 任何, 请问, 能不能, ' +
  '可以, 不感兴趣, 我不感兴趣, 沒興趣, 没兴趣, 吗, 嗎, 一下, 给我, 給我, 向我, 对我, 對我, 我, 了吧, 啦, 他妈的, 就, 都, 以后, 以後, 帮我, 幫我, 从, 從, 把, 将, 將, 需要'

const chinese: Lexicon = {
  unspaced: true,
  plain: '退订, 退訂, 取消订阅, 取消訂閱, 拒收, 退订短信, 我要退订, 我要退訂, 取消关注, 退订回t, 退订回复t',
  alone:
    'td, 取消, 停止, 停, 够了, 夠了, 退出, 结束, 結束, 终止, 終止, 删除, 刪除, 拒绝, 拒絕, 停止吧, 停下, 停下来, 停下來, 滚, qx, ' +
    '0000, 别发了, 別發了, 不要, 中止, 解除, 注销, 屏蔽',
  wish:
    '退订, 退訂, 取消订阅, 取消訂閱, 别烦我, 別煩我, 别再烦我, 別再煩我, 不要烦我, 不要煩我, 不要再烦我, 不要再煩我, 别打扰我, 別打擾我, ' +
    '不要打扰我, 不要打擾我, 不要再打扰我, 不要再打擾我, 别再打扰我, 別再打擾我, ' +
    ('请勿打扰, 請勿打擾, 勿扰, 勿擾, 离我远点, 離我遠點, 删除我的号码, 刪除我的號碼, 把我移除, 移除我, 把我从名单, 不要骚扰, 别骚扰, 不要騷擾, ' +
      '別騷擾, 不要再骚扰, 别再骚扰, 停止骚扰, 停止騷擾, 让我清静, 讓我清靜, 拉黑, ') +
    ('从名单中删除, 從名單中刪除, 不再接收, 拒绝接收, 拒絕接收, 不想收到, 不想再收到, 不要再来烦, 不要再找我, 别再找我, 別再找我, 不要联系我, ' +
      '不要聯絡我, 不要再联系我, 不要再聯絡我, 别再联系我, 別再聯絡我, 别再来烦我, 不愿意再收到, ') +
    '不希望收到, 不想再接收, 不想接收',
  stop: '停止, 停, 别再, 別再, 不要再, 勿再, 终止, 終止, 够了, 夠了, 不许再, 请勿再, 請勿再, 别, 別, 不要, 勿, 不用, 不用再, 不必再, 中止, 取消',
  act:
    '发, 發, 发送, 發送, 发了, 發了, 传, 傳, 传送, 傳送, 寄, 寄送, 推送, 骚扰, 騷擾, 打扰, 打擾, 联系, 聯絡, 聯繫, 打电话, 打電話, ' +
    '群发, 群發, 问, 問, 烦, 煩, 发来, 發來, 发消息, 發訊息, 发信息, 發簡訊, 发短信, ' +
    '来信, 来电, 接收',
  thing:
    '短信, 消息, 信息, 讯息, 訊息, 簡訊, 简讯, 邮件, 郵件, 调查, 調查, 问卷, 問卷, 广告, 廣告, 通知, 垃圾短信, 垃圾信息, 垃圾訊息, 电邮, ' +
    '電郵, 名单, 名單, 推销, 推銷, 满意度调查, 滿意度調查, 信',
  fill: chineseFill,
  start:
    '开始, 開始, 订阅, 訂閱, 恢复, 恢復, 重新订阅, 重新訂閱, 继续, 繼續, 重新开始, 重新開始, 恢复订阅, 恢復訂閱, 继续接收'
}

/** Chinese, Japanese, Korean, Thai and Vietnamese. */
export const eastAsian: Record<string, Lexicon> = {
  zh: chinese,
  ja: {
    unspaced: true,
    plain:
      '配信停止, 停止して, 停止してください, 配信を停止, 配信停止希望, 登録解除, 購読解除, 解除してください, 受信拒否, ストップ, 退会',
    alone:
      '停止, やめて, やめてください, 解約, 解除, 中止, 終了, 削除, キャンセル, やめろ, もういい, もういいです, 取消, 取り消し, 止めて, ' +
      '止めてください, もうやめて, もうやめてください, 退出, いりません, 不要です, 不要, ' +
      '辞めてください, 拒否, 停止願います, 停止お願いします, もう結構です, 結構です',
    wish:
      '配信停止, 配信を停止して, 配信を止めて, 配信をやめて, 送らないで, 送ってこないで, 送信しないで, 送信をやめて, 送信を停止して, 送信を止めて, ' +
      '送るのをやめて, 送るのを止めて, 送るのはやめて, 連絡しないで, 連絡してこないで, ' +
      ('連絡をやめて, 連絡するのをやめて, 放っておいて, ほっといて, ほうっておいて, かまわないで, 構わないで, 迷惑です, 電話しないで, メールしないで, ' +
        'メッセージしないで, リストから削除して, リストから外して, 登録を解除して, ') +
      ('登録を削除して, 購読を解除して, 番号を削除して, 受け取りたくない, 受け取りたくありません, 受信したくない, 受信したくありません, 送信不要, 連絡不要, ' +
        'メッセージを止めて, メッセージをやめて, メッセージはいりません, ') +
      ('メッセージは不要, メールを止めて, メールはいりません, メールをやめて, アンケートはいりません, アンケートは不要, アンケートをやめて, 送ってほしくない, ' +
        '送って欲しくない, 送付しないで, 配信しないで, 配信不要, 配信を希望しません, ') +
      '邪魔しないで, 登録解除, 購読解除, 退会したい, 退会します, 送らないように, 送るな, 連絡してくるな, メッセージを送るのをやめて, 停止して',
    thing:
      'メッセージ, メール, アンケート, sms, ショートメール, ショートメッセージ, 広告, 通知, お知らせ, スパム, ライン, 迷惑メール, 案内',
    fill:
      'ください, 下さい, もう, 二度と, これ以上, お願いします, お願いいたします, どうか, すみません, ありがとう, ありがとうございます, 今後, の, を, ' +
      'は, に, で, 私, 私に, この, こういう, このような, いただけますか, くれ, よ, ね, です, します, ' +
      ('欲しい, ほしい, ほしいです, もらえますか, くれますか, 頂けますか, 頂きたい, いただきたい, と, から, 一切, 今すぐ, すぐに, こちら, へ, ' +
        'こんにちは, 本当に, 興味ありません, 興味がありません, 結構です, ので, んで, たい, お, 希望します, 願います'),
    start: '再開, 開始, 登録, 再登録, 配信再開, スタート, 再開して, 再開してください, 購読, 始める, 開始して'
  },
  ko: {
    unspaced: true,
    plain: '수신거부, 무료수신거부, 구독취소, 구독해지, 구독취소해주세요, 구독취소할게요, 스톱, 스탑',
    alone:
      '중지, 그만, 취소, 해지, 거부, 중단, 종료, 삭제, 그만해, 그만하세요, 정지, 탈퇴, 그만해주세요, 그만하라고, 중지해주세요, 중단해주세요, ' +
      '삭제해주세요, 해지해주세요, 싫어요, 거절, 멈춰, 멈춰주세요, 차단',
    wish:
      '그만보내세요, 그만보내주세요, 그만보내, 보내지마세요, 보내지마, 보내지말아주세요, 보내지말아요, 보내지마십시오, 보내지말라고, 연락하지마세요, ' +
      '연락하지마, 연락하지말아주세요, 연락하지마십시오, 문자하지마세요, 문자하지마, ' +
      ('문자하지말아주세요, 전화하지마세요, 전화하지마, 전화하지말아주세요, 귀찮게하지마세요, 귀찮게하지마, 내버려두세요, 내버려둬, 가만히두세요, ' +
        '수신거부할게요, 수신거부합니다, 수신거부해주세요, 수신거부요, 수신거부신청, 수신을거부합니다, ') +
      ('수신원하지않습니다, 받고싶지않습니다, 받고싶지않아요, 받기싫어요, 받기싫습니다, 원하지않습니다, 원하지않아요, 명단에서빼주세요, 목록에서빼주세요, ' +
        '목록에서삭제해주세요, 명단에서삭제해주세요, 번호삭제해주세요, 제번호삭제해주세요, 빼주세요, ') +
      ('발송중지, 발송중지해주세요, 발송을중지해주세요, 발송을중단해주세요, 보내는거그만, 보내는것을중지해주세요, 보내는것을중단해주세요, 문자그만, 메시지그만, ' +
        '연락그만, 문자중지, 메시지중지, 메시지를중지해주세요, 문자를중지해주세요, 메시지보내는것을멈춰주세요, ') +
      ('방해하지마세요, 괴롭히지마세요, 수신거부, 구독취소, 구독해지, 그만좀보내세요, 그만좀보내, 그만연락하세요, 그만해주세요, 설문보내지마세요, 필요없어요, ' +
        '필요없습니다, 수신거부부탁드립니다, 수신거부부탁드려요'),
    thing: '문자, 메시지, 메세지, 문자메시지, 설문, 설문조사, 이메일, 메일, 광고, 알림, 스팸, 카톡, 연락, 톡',
    fill:
      '제발, 더이상, 더, 이제, 다시는, 다시, 감사합니다, 저에게, 저한테, 나한테, 나에게, 좀, 이런, 부탁드립니다, 부탁합니다, 부탁드려요, 를, ' +
      '을, 는, 은, 요, 안녕하세요, 앞으로, 절대, 당장, 저는, 도, 이, 가, 관심없어요, 관심없습니다, 그런, 모든, 자꾸, 계속, 네, 에서',
    start: '시작, 재개, 구독, 다시시작, 수신동의, 시작해주세요, 재구독, 계속'
  },
  th: {
    unspaced: true,
    plain: 'ยกเลิกการสมัคร, ยกเลิกสมัคร, ยกเลิกการรับข้อความ, เลิกรับข้อความ, ยกเลิกรับข้อความ, สต็อป, ยกเลิกการติดตาม',
    alone:
      'หยุด, ยกเลิก, พอ, พอแล้ว, เลิก, ออก, ลบ, สิ้นสุด, ไม่เอา, ลบออก, เลิกส่ง, หยุดเลย, ' +
      'ไม่รับ, ปฏิเสธ, หยุดที, ออกจากระบบ',
    wish:
      'ไม่ต้องส่ง, อย่าส่ง, หยุดส่ง, เลิกส่ง, ห้ามส่ง, งดส่ง, อย่ารบกวน, ห้ามรบกวน, ' +
      'ไม่ต้องติดต่อ, อย่าติดต่อ, หยุดติดต่อ, ไม่ต้องโทร, อย่าโทร, หยุดโทร, เลิกยุ่ง, ' +
      'อย่ายุ่ง, อย่ามายุ่ง, ปล่อยฉันไป, ไม่อยากรับ, ไม่ต้องการรับ, ไม่อยากได้, ไม่ต้องการ, ' +
      ('ลบเบอร์, ลบหมายเลข, เอาชื่อฉันออก, เอาชื่อออก, เอาฉันออก, ลบฉันออก, ยกเลิกการส่ง, ' +
        'ยกเลิกส่ง, หยุดการส่ง, ยกเลิกรับ, ยกเลิกการรับ, ไม่รับ, อย่าส่งมา, หยุดรบกวน, ' +
        'เลิกรบกวน, ไม่ต้องทัก, อย่าทัก, เลิกทัก, หยุดทัก, ไม่ขอรับ, งดรับ, ขอยกเลิก'),
    thing:
      'ข้อความ, เอสเอ็มเอส, แบบสอบถาม, แบบสำรวจ, อีเมล, อีเมล์, โฆษณา, การแจ้งเตือน, ' +
      'รายชื่อ, จากรายชื่อ, สแปม, เมล, ไลน์, ลิงก์',
    fill:
      'กรุณา, โปรด, ช่วย, ได้โปรด, ขอบคุณ, ค่ะ, คะ, ครับ, เถอะ, นะ, ด้วย, มา, มาหา, หา, ฉัน, ' +
      'ผม, ดิฉัน, ให้, อีก, อีกต่อไป, อีกเลย, แล้ว, เลย, ที, หน่อย, ถึง, นี้, เหล่านี้, ' +
      'จากคุณ, จาก, เดี๋ยวนี้, สวัสดี, เรา, หนู, ไปที่, ของฉัน, ของผม, ออก, การ, รบกวน, ทาง, ' +
      'ไม่สนใจ, ค่า, คับ, เพิ่มเติม, ' +
      'ทันที, ต่อไป, กับ, ขอ',
    start: 'เริ่ม, เริ่มใหม่, สมัคร, ดำเนินการต่อ, ต่อ, เริ่มต้น, สมัครใหม่, ติดตาม, เปิดรับ'
  },
  vi: {
    plain:
      'hủy đăng ký, huỷ đăng ký, hủy nhận tin, từ chối nhận tin, huỷ nhận tin, hủy theo dõi, ' +
      'ngừng đăng ký, bỏ đăng ký, từ chối',
    alone:
      'hủy, huỷ, huy, dừng, dừng lại, ngừng, thôi, đủ rồi, kết thúc, xóa, xoá, hủy bỏ, ' +
      'thoát, ngưng, tắt, tc, ngừng lại, thôi đi, chấm dứt, bỏ',
    wish:
      'đừng làm phiền, đừng làm phiền tôi, để tôi yên, hãy để tôi yên, để cho tôi yên, xóa ' +
      'số của tôi, xoá số của tôi, xóa số tôi, xóa tôi khỏi danh sách, ' +
      ('loại tôi khỏi danh sách, đừng quấy rầy, đừng quấy rầy tôi, hủy đăng ký, huỷ đăng ký, ' +
        'xóa tôi, gỡ tôi, biến đi, tôi muốn hủy đăng ký, không làm phiền, ') +
      'đừng quấy rối, bỏ tôi khỏi danh sách, tôi từ chối nhận tin, ngừng làm phiền, ngừng quấy rầy, thôi làm phiền',
    stop:
      'stop, dừng, ngừng, thôi, ngưng, hãy dừng, hãy ngừng, chấm dứt, dừng việc, ngừng việc, ' +
      'dừng ngay, ngừng ngay, thôi ngay',
    no: 'đừng, không, chớ, đừng có, không được, chẳng, cấm',
    more: 'nữa, thêm, lần nữa, bao giờ, lại',
    act:
      'gửi, nhắn, nhắn tin, liên hệ, liên lạc, gọi, gọi điện, làm phiền, quấy rầy, viết, ' +
      'spam, gởi, hỏi, gửi tin, nhắn gì',
    thing:
      'tin nhắn, tin, sms, khảo sát, bản khảo sát, email, quảng cáo, thông báo, thư, danh ' +
      'sách, tin rác, câu hỏi, thư rác',
    me:
      'tôi, cho tôi, đến tôi, tới tôi, với tôi, mình, cho mình, của bạn, từ bạn, em, cho em, ' +
      'số này, chúng tôi, đến số này, của các bạn, với mình, anh, cho anh, chị',
    want: 'muốn, tôi muốn, mong muốn, cần, mình muốn, có nhu cầu',
    get: 'nhận, nhận được',
    fill:
      'xin, vui lòng, làm ơn, cảm ơn, cám ơn, xin vui lòng, những, các, này, bây giờ, ngay, ' +
      'xin chào, chào, nhé, đi, ạ, cho, việc, đến, hãy, bất kỳ, tôi không quan tâm, ' +
      'không quan tâm, không cảm ơn, ngay lập tức, dùm, giùm, nào, cứ, mãi, đến cho, ơi, rồi',
    and: 'và, hoặc, vì, nếu không, nhưng',
    instead: 'thay vào đó, tốt hơn',
    start: 'bắt đầu, tiếp tục, đăng ký, đăng ký lại, bắt đầu lại, dk, mở lại'
  },
  id: {
    plain:
      'unreg, berhenti langganan, berhenti berlangganan, batal langganan, batalkan langganan, stop langganan',
    alone:
      'berhenti, henti, batal, batalkan, hentikan, hapus, keluar, cukup sudah, udahan, off, ' +
      'tolak, blokir, hapus saya, stop dong',
    wish:
      'jangan ganggu, jangan ganggu saya, jangan ganggu aku, jangan menghubungi saya, jangan ' +
      'hubungi saya, jangan hubungi, hapus nomor saya, hapus nomorku, hapus saya, ' +
      ('keluarkan saya, tinggalkan saya, biarkan saya, berhenti berlangganan, saya ingin ' +
        'berhenti berlangganan, jangan spam, saya mau berhenti langganan, ') +
      'jangan mengganggu saya, jangan mengganggu, hapus data saya, coret nama saya',
    stop: 'stop, berhenti, hentikan, setop, henti, tolong berhenti, mohon hentikan, sudahi',
    no: 'jangan, tidak, tak, gak, nggak, ga, enggak, tdk, ngga, jgn, janganlah',
    more: 'lagi, lebih, pernah, kembali, lain',
    act:
      'kirim, mengirim, kirimi, mengirimi, kirimkan, mengirimkan, hubungi, menghubungi, sms, ' +
      'chat, chatting, wa, telepon, menelepon, telpon, spam, ganggu, mengganggu, ' +
      'tulis, menulis, tanya, bertanya, kontak, ngirim, nge chat, nelpon, ngechat, ngirimin, kirimin',
    thing:
      'pesan, sms, survei, survey, email, iklan, notifikasi, promosi, daftar, dari daftar, ' +
      'pemberitahuan, kuesioner, wa, chat, pengingat, pesan pesan, promo',
    me:
      'saya, aku, ke saya, kepada saya, kami, nomor saya, dari anda, dari kalian, gue, ke ' +
      'aku, padaku, gw, ke nomor ini, nomor ini, ke saya lagi',
    want: 'mau, ingin, saya mau, saya ingin, ingin saya, aku mau, pengen, butuh, perlu, berminat',
    get: 'menerima, terima, dapat, mendapat',
    fill:
      'tolong, mohon, terima kasih, makasih, ini, itu, sekarang, untuk, ke, dari, anda, ya, ' +
      'dong, halo, hai, kak, min, pak, bu, yang, segera, saja, deh, tidak tertarik, ' +
      ('saya tidak tertarik, gak minat, tidak terima kasih, semua, apa pun, apapun, kepada, ' +
        'kalian, nya, bisa, terus, sudah, aja'),
    and: 'dan, atau, karena, kalau tidak, tapi',
    instead: 'sebaiknya, lebih baik',
    start: 'mulai, lanjut, daftar, aktifkan, reg, langganan, berlangganan, mulai lagi, lanjutkan, reg ulang'
  },
  ms: {
    plain:
      'nyahlanggan, berhenti langgan, berhenti melanggan, batal langganan, stop langganan, hentikan langganan',
    alone:
      'batal, batalkan, berhenti, henti, hentikan, tamat, keluar, padam, buang, cukuplah, ' +
      'tamatkan, tolak, off, sudahlah',
    wish:
      'jangan kacau, jangan kacau saya, jangan ganggu saya, jangan ganggu, jangan hubungi ' +
      'saya, jangan hubungi, padam nombor saya, buang nombor saya, keluarkan saya, ' +
      ('biarkan saya, tinggalkan saya, buang saya, saya mahu berhenti melanggan, jangan call ' +
        'saya, saya nak berhenti langgan, jangan spam, padamkan nombor saya, jangan whatsapp ' +
        'saya'),
    stop: 'stop, berhenti, hentikan, henti, tolong berhenti, sila berhenti, sila hentikan',
    no: 'jangan, tidak, tak, tak payah, xnak, x nak, jgn, tak nak, taknak, tidak mahu',
    more: 'lagi, lebih, pernah, semula, lain',
    act:
      'hantar, menghantar, hantarkan, hubungi, menghubungi, sms, mesej, telefon, menelefon, ' +
      'call, spam, ganggu, mengganggu, kacau, mengacau, tulis, tanya, kirim, menghantarkan',
    thing:
      'mesej, sms, tinjauan, kaji selidik, email, emel, iklan, notifikasi, promosi, senarai, ' +
      'dari senarai, daripada senarai, soal selidik, pesanan, survey, peringatan',
    me:
      'saya, aku, kepada saya, kami, nombor saya, dari anda, daripada anda, pada saya, dekat ' +
      'saya, kat saya, nombor ini',
    want:
      'tak nak, taknak, tidak mahu, xnak, x nak, mahu, ingin, nak, saya mahu, saya nak, ' +
      'perlu, saya ingin, perlukan, berminat',
    get: 'menerima, terima, dapat',
    fill:
      'tolong, sila, terima kasih, ini, itu, sekarang, untuk, dari, anda, ya, lah, hai, ' +
      'yang, segera, saja, daripada, tidak berminat, saya tidak berminat, tak berminat, ' +
      'tidak terima kasih, kepada, semua, tq, boleh, dah, mohon, asyik, je',
    and: 'dan, atau, kerana, kalau tidak, tapi',
    instead: 'sebaliknya, lebih baik',
    start: 'mula, mulakan, langgan, sambung, aktifkan, mula semula, teruskan, daftar'
  },
  fil: {
    plain:
      'iunsubscribe, i unsubscribe, iunsubscribe niyo ako, i unsubscribe nyo ako, pa ' +
      'unsubscribe, paunsubscribe, mag unsubscribe, stop na, stop na po',
    alone:
      'itigil, tigil, tama na, tama na po, kanselahin, ihinto, hinto, tanggalin, alisin, ' +
      'wakas, pakitigil, ayoko na, tigil na, off, ayaw ko na, burahin, ayoko na po, itigil ' +
      'na, ' +
      'pakihinto, kanselado, tigilan, tumigil, tumigil na',
    wish:
      'tigilan niyo ako, tigilan nyo ako, tigilan niyo na ako, tigilan nyo na ako, tigilan ' +
      'mo ako, tigilan mo na ako, pabayaan niyo ako, pabayaan nyo ako, pabayaan mo ako, ' +
      ('alisin niyo ako, alisin nyo ako, tanggalin niyo ako, tanggalin nyo ako, tanggalin mo ' +
        'ako, huwag niyo akong istorbohin, huwag nyo akong istorbohin, huwag mo akong ' +
        'istorbohin, ') +
      ('burahin niyo ang number ko, burahin nyo ang number ko, tanggalin niyo ang number ko, ' +
        'tanggalin nyo ang number ko, lubayan niyo ako, lubayan nyo ako, wag niyo akong ' +
        'guluhin, wag nyo akong guluhin'),
    stop:
      'stop, itigil, tigilan, pakitigil, ihinto, tama na, itigil niyo, itigil nyo, tumigil, ' +
      'tumigil na, itigil mo, pakihinto, tigil, tigilan niyo, tigilan nyo, tigilan mo',
    no: 'huwag, wag, huag, ayoko, ayaw, ayaw ko, hindi ko gusto, hindi ko na gusto, hwag',
    more: 'na, ulit, muli, pa, uli, kailanman',
    act:
      'mag text, mag message, magpadala, magtext, i text, itext, tumawag, mag email, ' +
      'magmessage, magsend, mag send, padalhan, guluhin, istorbohin, makipag ugnayan, ' +
      'kontakin, ' +
      ('pagpapadala, pagpapadala ng, pag text, pagtext, pagtetext, pag tetext, magtanong, ' +
        'spam, ang pagpapadala, ang pagtext, kakatext, kaka text, i message, imessage, ' +
        'tawagan, akong itext, akong i text, mensahe hin, tumanggap, makatanggap'),
    thing:
      'mensahe, mga mensahe, text, texts, survey, surveys, mga survey, listahan, sa ' +
      'listahan, mga text, message, messages, notipikasyon, patalastas, mga tanong, number ko',
    me: 'ako, sa akin, akin, ko, kami, akong, sakin, sa number ko, sa amin, mula sa inyo, galing sa inyo',
    want: 'ayoko, ayaw ko, hindi ko gusto, hindi ko na gusto, gusto ko, gusto kong, nais kong, gusto, nais',
    fill:
      'po, na po, lang, salamat, pakiusap, please, ng, ang, mga, sa, kayong, kayo, niyo, ' +
      'nyo, ito, ngayon, mo, opo, naman, inyo, akin, nang, yung, iyong, agad, hindi ako ' +
      'interesado, di ako interesado, ' +
      'hello po, magandang araw, hay, ha, pong, kang, ka, ni, ka na, mong, niyong, nyong, sir, maam',
    and: 'o, at, kasi, kung hindi, pero',
    instead: 'na lang',
    start: 'simulan, magsimula, ituloy, simula, mag subscribe, magsubscribe, sumali, simulan ulit'
  }
}
