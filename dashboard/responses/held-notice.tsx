import { day } from '../app/format'
import { surveyPath } from '../shell/frame'
import { words } from '../words'

/** Tells above the figures that answers are held back, and leads to where somebody decides about them. */
export function HeldNotice({
  siteId,
  surveyId,
  heldOn
}: {
  siteId: string
  surveyId: string
  heldOn: string
}) {
  const texts = words.manage.suspects.notice
  return (
    <aside class="server-notice">
      <p>
        <strong>{texts.title(day(heldOn))}</strong>
      </p>
      <p>{texts.text}</p>
      <p class="choices">
        <a class="button small" href={`${surveyPath(siteId, surveyId)}/answers?suspects=open`}>
          {texts.look}
        </a>
      </p>
    </aside>
  )
}
