import type { ComponentChildren } from 'preact'
import type { ImportReport, MappingInput, Question } from '../../server/contract/imports'
import type { SurveyView } from '../../server/contract/surveys'
import { Section } from '../ui/loading'
import { words } from '../words/setting-up'
import { encodingLabels } from './encodings'

type Props = {
  report: ImportReport
  survey: SurveyView
  surveys: readonly SurveyView[]
  change(mapping: MappingInput): void
  into(survey: string): void
}

/** What only a person can say of a file. Nothing of it is taken in before it is said. */
export function ImportQuestions({ report, survey, surveys, change, into }: Props) {
  const texts = words.imports.asks
  if (report.questions.length === 0) return null
  return (
    <Section title={texts.title}>
      {report.questions.map((question) => (
        <div
          key={question.code}
          class="import-question"
          role="group"
          aria-labelledby={`asks-${question.code}`}
        >
          <p id={`asks-${question.code}`} role="alert">
            {sentenceOf(question, survey)}
          </p>
          <ul class="import-choices">
            {question.code === 'encoding' ? (
              question.readings.map(({ encoding, lines }) => (
                <Choice
                  key={encoding}
                  label={<bdi>{lines.join(' · ')}</bdi>}
                  hint={encodingLabels[encoding]}
                  choose={() => change({ ...report.mapping, encoding })}
                />
              ))
            ) : question.code === 'decimals' ? (
              <DecimalChoices
                question={question}
                report={report}
                survey={survey}
                surveys={surveys}
                change={change}
                into={into}
              />
            ) : (
              <ScaleChoices
                question={question}
                report={report}
                survey={survey}
                surveys={surveys}
                change={change}
                into={into}
              />
            )}
          </ul>
        </div>
      ))}
    </Section>
  )
}

type Decimals = Extract<Question, { code: 'decimals' }>

/** Numbers can be kept where there are steps for them: in another survey, or on a scale of their own. */
function DecimalChoices({
  question: { step },
  report: { mapping, scale },
  survey,
  surveys,
  change,
  into
}: Props & { question: Decimals }) {
  const texts = words.imports.asks
  const perPoint = Math.round(1 / (step ?? 1))
  const isFitting = ({ id, scale: { min, max, step: finer = 1 } }: SurveyView) =>
    id !== survey.id && min === scale.min && max === scale.max && Math.round(1 / finer) % perPoint === 0
  const fitting = step === undefined ? [] : surveys.filter(isFitting)
  const { min, max } = scale
  return (
    <>
      {fitting.map((other) => (
        <Choice
          key={other.id}
          label={texts.otherSurveyInSteps(other.name, other.scale.step ?? 1)}
          choose={() => into(other.id)}
        />
      ))}
      {step !== undefined && (
        <Choice
          label={texts.keep(step)}
          hint={texts.otherScaleHint}
          choose={() => change({ ...mapping, scale: { min, max, step }, decimals: 'keep' })}
        />
      )}
      {(['round', 'floor', 'skip'] as const).map((rule) => (
        <Choice
          key={rule}
          label={texts.decimals[rule]}
          hint={rule === 'skip' ? texts.unfair : undefined}
          choose={() => change({ ...mapping, decimals: rule })}
        />
      ))}
    </>
  )
}

function ScaleChoices({
  question,
  report: { mapping },
  survey,
  surveys,
  change,
  into
}: Props & { question: Exclude<Question, { code: 'decimals' | 'encoding' }> }) {
  const texts = words.imports.asks
  const { lowest, highest, scale } = question
  const fitting = surveys.filter(
    (other) =>
      other.id !== survey.id &&
      other.scale.min <= lowest &&
      other.scale.max >= highest &&
      other.scale.max === scale.max
  )
  const isOther = scale.min !== survey.scale.min || scale.max !== survey.scale.max
  return (
    <>
      {fitting.map((other) => (
        <Choice
          key={other.id}
          label={texts.otherSurvey(other.name, other.scale.min, other.scale.max)}
          choose={() => into(other.id)}
        />
      ))}
      {isOther && (
        <Choice
          label={texts.otherScale(scale.min, scale.max)}
          hint={texts.otherScaleHint}
          choose={() => change({ ...mapping, scale })}
        />
      )}
      {question.code === 'half-scale' && (
        <Choice
          label={texts.ownScale(survey.scale.min, survey.scale.max)}
          choose={() => change({ ...mapping, scale: survey.scale })}
        />
      )}
      {question.code === 'off-scale' && (
        <Choice
          label={texts.leaveOut}
          hint={texts.unfair}
          choose={() => change({ ...mapping, offScale: 'skip' })}
        />
      )}
      {question.code === 'off-scale' && (
        <Choice label={texts.noAnswer} choose={() => change({ ...mapping, offScale: 'no-answer' })} />
      )}
    </>
  )
}

function Choice({
  label,
  hint,
  choose
}: {
  label: ComponentChildren
  hint?: string | undefined
  choose(): void
}) {
  return (
    <li>
      <button type="button" class="button" onClick={choose}>
        {label}
      </button>
      {hint !== undefined && <span class="hint">{hint}</span>}
    </li>
  )
}

function sentenceOf(question: Question, { scale }: SurveyView): string {
  const texts = words.imports.asks
  if (question.code === 'encoding') return texts.encoding
  if (question.code === 'decimals') return texts.between(question.rows, question.of)
  const { rows, of, lowest, highest } = question
  return question.code === 'half-scale'
    ? texts.half(lowest, highest, scale.min, scale.max)
    : texts.off({ rows, of, lowest, highest, min: scale.min, max: scale.max })
}
