import type { Words } from './words'


export const received: Words['received'] = {
  replies: {
    title: (count) => `Үнэлгээ гэж уншиж чадаагүй ${count} хариулт`,
    lead: 'Эдгээр үйлчлүүлэгч асуулгад өөр зүйл бичсэн байна. Тус бүрд нь юу хариулахыг нэг удаа хэлсэн. Дараа нь үнэлгээ ирвэл бичсэн үг нь түүний сэтгэгдэл болно.'
  }
}
