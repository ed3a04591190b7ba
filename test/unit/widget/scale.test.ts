import { expect, test } from 'vitest'
import { isLow, pointsOf } from '../../../widget/shared/scale'
import { wordsFor } from '../../../widget/words'
import { definitionOf } from '../../support/widget-server'

const names = (definition: Parameters<typeof pointsOf>[0]) => pointsOf(definition).map(({ name }) => name)

test('faces are named in full, stars with their number, numbers by what stands on them', () => {
  expect(names(definitionOf('faces'))).toEqual(['Very bad', 'Bad', 'Okay', 'Good', 'Very good'])
  expect(names(definitionOf('stars'))).toEqual([
    '1, Very bad',
    '2, Bad',
    '3, Okay',
    '4, Good',
    '5, Very good'
  ])
  expect(names(definitionOf('ces'))).toEqual(['Very difficult', '', '', '', '', '', 'Very easy'])
  expect(names(definitionOf('thumbs'))).toEqual(['No', 'Yes'])
})

test('labels that are fewer or more than the points name the ends, and no drawing is left without a name', () => {
  const definition = definitionOf('faces')
  expect(names({ ...definition, scale: { min: 1, max: 10 } })).toEqual([
    'Very bad',
    '2',
    '3',
    '4',
    '5',
    '6',
    '7',
    '8',
    '9',
    'Very good'
  ])
  expect(names({ ...definition, scale: { min: 1, max: 3 } })).toEqual(['Very bad', '2', 'Very good'])
})

test('digits are those of the language', () => {
  expect(pointsOf({ ...definitionOf('ces', 'ar'), locale: 'ar-EG' }).map(({ digits }) => digits)).toEqual([
    ...'١٢٣٤٥٦٧'
  ])
})

test('where the lowest point is the best, labels and faces turn round, and a high rating asks what went wrong', () => {
  const grades = {
    ...definitionOf('faces'),
    lowIsGood: true,
    satisfiedFrom: 2,
    words: wordsFor('en', 'csat', true)
  }
  expect(names(grades)).toEqual(['Very good', 'Good', 'Okay', 'Bad', 'Very bad'])
  expect(pointsOf(grades).map(({ fraction }) => fraction)).toEqual([1, 0.75, 0.5, 0.25, 0])
  expect([1, 2, 3, 4, 5].filter((rating) => isLow(rating, grades))).toEqual([3, 4, 5])
  expect([1, 2, 3, 4, 5].filter((rating) => isLow(rating, definitionOf('faces')))).toEqual([1, 2, 3])
})
