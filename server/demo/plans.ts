import type { PlanInput } from '../contract/plans'
import { dayIn } from '../time/days'
import { training } from './world'

const dayMs = 86_400_000
const lastDay = 364

/** A training that helped, and a macro of which nobody knows yet, in the year that begins at `start`. */
export function plansOf(survey: string, start: number, timeZone: string): PlanInput[] {
  const on = (day: number) => dayIn(timeZone, start + day * dayMs)
  const works = Math.ceil(training.from * lastDay)
  return [
    {
      survey,
      kind: 'training',
      name: 'Billing questions by message',
      taught:
        'Read the bill together with the customer, say what each line is for, and say what happens next before closing the conversation.',
      topics: [training.topic],
      agents: [],
      teams: [training.team],
      comparison: [],
      owner: 'Nargis',
      coach: 'Fatima Noor',
      chosenFrom: on(works - 40),
      chosenTo: on(works - 13),
      starts: on(works - 5),
      ends: on(works - 1),
      sessions: [
        {
          day: on(works - 5),
          attended: ['Emre Yıldız', 'Goran Petrović', 'Hina Malik'],
          note: 'Ten bills, read aloud.'
        },
        { day: on(works - 1), attended: ['Jia Wei', 'Hina Malik'], note: 'Role play in pairs.' }
      ],
      actions: [
        {
          what: 'Put the glossary of the bill into the macros',
          who: 'Emre Yıldız',
          due: on(works),
          done: true
        }
      ],
      notes: '',
      state: 'done'
    },
    {
      survey,
      kind: 'macro',
      name: 'New macro for warranty cases',
      taught: 'The macro asks for the receipt and a photo at once, and names the day of the answer.',
      topics: ['Warranty'],
      agents: ['Goran Petrović', 'Jia Wei'],
      teams: [],
      comparison: [],
      owner: 'Nargis',
      coach: '',
      chosenFrom: on(lastDay - 70),
      chosenTo: on(lastDay - 43),
      starts: on(lastDay - 35),
      ends: on(lastDay - 35),
      sessions: [],
      actions: [
        { what: 'Ask both what customers say to it', who: 'Nargis', due: on(lastDay - 20), done: false }
      ],
      notes: '',
      state: 'done'
    }
  ]
}
