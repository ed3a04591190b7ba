import type { SurveyView } from '../../server/contract/surveys'
import type { Metric, Step, Style } from '../../server/contract/terms'
import { Section } from '../ui/loading'
import { words } from '../words/setting-up'
import { SelectField, TextField, useBuilding, WordsField } from './fields'

type Scale = SurveyView['scale']

/** The scales that people know for a kind of question, the usual one first. The API takes others as well. */
const scales: Record<Metric, readonly Scale[]> = {
  csat: [
    { min: 1, max: 5 },
    { min: 1, max: 3 },
    { min: 1, max: 4 },
    { min: 1, max: 7 },
    { min: 1, max: 10 },
    { min: 0, max: 10 }
  ],
  nps: [{ min: 0, max: 10 }],
  ces: [
    { min: 1, max: 7 },
    { min: 1, max: 5 }
  ],
  thumbs: [{ min: 0, max: 1 }]
}
/** How far apart ratings may be that are not pressed. */
const steps = [1, 0.5, 0.25, 0.1, 0.01] as const satisfies readonly Step[]
const metrics = ['csat', 'nps', 'ces', 'thumbs'] as const satisfies readonly Metric[]

/** What is asked, on which points, and which end of them is the good one. */
export function QuestionFields() {
  const { draft, set } = useBuilding()
  const { metric, scale, style, direction } = draft
  const text = words.builder.question
  const isUsual = scales[metric].some((one) => nameOf(one) === nameOf(scale))
  const known = isUsual ? scales[metric] : [scale, ...scales[metric]]
  const ofStep = (step: number): Pick<Scale, 'step'> => {
    const chosen = steps.find((one) => one === step)
    return chosen === undefined || chosen === 1 ? {} : { step: chosen }
  }
  const styles = stylesFor(scale)
  const choose = (chosen: Metric, on: Scale) => {
    const fitting = stylesFor(on)
    set('metric', chosen)
    set('scale', on)
    set(
      'style',
      chosen === 'csat' && fitting.includes(style)
        ? style
        : fitting.includes('faces') && chosen === 'csat'
          ? 'faces'
          : (fitting.at(-1) ?? 'numbers')
    )
    // What counts as satisfied was meant for the other points.
    set('satisfiedFrom', undefined)
  }
  return (
    <Section title={text.title}>
      <div class="form">
        <TextField path="name" label={text.name} hint={text.nameHint} maxLength={200} autocomplete="off" />
        <WordsField path="question" label={text.question} rows={2} />
        <SelectField
          path="metric"
          label={text.kind}
          options={metrics.map((key) => [key, text.kinds[key]])}
          value={metric}
          choose={(value) => {
            const chosen = metrics.find((key) => key === value) ?? metric
            const [first] = scales[chosen]
            if (first) choose(chosen, first)
          }}
        />
        {known.length > 1 && (
          <SelectField
            path="scale"
            label={text.scale}
            value={nameOf(scale)}
            options={known.map((one) => [nameOf(one), text.points(one.min, one.max)])}
            choose={(value) => {
              const { min, max } = known.find((one) => nameOf(one) === value) ?? scale
              choose(metric, { min, max, ...ofStep(scale.step ?? 1) })
            }}
          />
        )}
        {metric !== 'thumbs' && (
          <SelectField
            path="scale.step"
            label={text.step}
            hint={text.stepHint}
            value={`${scale.step ?? 1}`}
            options={steps.map((one) => [`${one}`, one === 1 ? text.wholePoints : text.inSteps(one)])}
            choose={(value) => choose(metric, { min: scale.min, max: scale.max, ...ofStep(Number(value)) })}
          />
        )}
        {styles.length > 1 && (
          <SelectField
            path="style"
            label={text.style}
            options={styles.map((key) => [key, words.welcome.styles[key]])}
            value={style}
            choose={(value) => set('style', value)}
          />
        )}
        {metric !== 'nps' && metric !== 'thumbs' && (
          <SelectField
            path="direction"
            label={text.direction}
            options={Object.entries(text.directions)}
            value={direction}
            choose={(value) => {
              set('direction', value)
              set('satisfiedFrom', undefined)
            }}
          />
        )}
        {metric !== 'thumbs' && (
          <div class="field-pair">
            {named(scale).map((rating) => (
              <WordsField key={rating} path={`parts.labels.${rating}`} label={text.pointMeans(rating)} />
            ))}
          </div>
        )}
      </div>
    </Section>
  )
}

/** The points that are worth a name: all of a short row, the ends of a long one. */
function named({ min, max }: Scale): number[] {
  return max - min > 6 ? [min, max] : Array.from({ length: max - min + 1 }, (_, place) => min + place)
}

function nameOf({ min, max }: Scale): string {
  return `${min} ${max}`
}

function stylesFor({ min, max }: Scale): Style[] {
  if (max - min === 1) return ['numbers', 'thumbs']
  return max - min <= 4 ? ['faces', 'stars', 'numbers'] : ['stars', 'numbers']
}
