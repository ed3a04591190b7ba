import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import type { Refusal } from '../app/api'
import type { Resource } from '../app/resource'
import { words } from '../words'
import { Title } from './title'

type LoadedProps<T> = {
  of: Resource<T>
  /** As large as what will stand there, so that nothing moves when it comes. */
  skeleton: ComponentChildren
  /** The heading of a page that names itself only when it is there. */
  title?: string
  children(value: T): ComponentChildren
}

/**
 * A resource in each of its states: a quiet outline, the reason it failed with a way to try again, or
 * itself.
 */
export function Loaded<T>({ of: resource, skeleton, title, children }: LoadedProps<T>) {
  if (resource.at !== 'ready') {
    return (
      <>
        {title && <Title unseen>{title}</Title>}
        {resource.at === 'failed' ? (
          <Failed refusal={resource.refusal} retry={resource.retry} />
        ) : (
          <Pending>{skeleton}</Pending>
        )}
      </>
    )
  }
  return (
    <div key="ready" class={resource.stale ? 'stale' : undefined} aria-busy={resource.stale}>
      {children(resource.value)}
    </div>
  )
}

/**
 * Stands where something is on its way. What follows it is not shown before it is there (styles/base.css),
 * since nobody knows yet how far down that will be: so nothing that somebody reads is ever pushed away.
 */
export function Pending({ children = <PageBones /> }: { children?: ComponentChildren }) {
  return (
    <div class="loading" aria-busy="true">
      <span class="unseen">{words.loading}</span>
      <div aria-hidden="true">{children}</div>
    </div>
  )
}

/**
 * The outline of a page of which nothing is known yet: a title, what it is about, something to choose from,
 * and figures.
 */
function PageBones() {
  return (
    <>
      <Bones widths={[30]} class="bone title" />
      <Bones widths={[60]} />
      <Bones widths={[100, 100, 100, 100, 100]} class="bone row tall" />
    </>
  )
}

/** Refusals that another try does not change. */
const lasting = [403, 404]

export function Failed({ refusal, retry }: { refusal: Refusal; retry(): void }) {
  return (
    <div class="notice failed" role="alert">
      <Picture dots="M32 15v9M32 30.5h.1" />
      <p class="notice-title">{words.failed.title}</p>
      <p>{sentenceOf(refusal)}</p>
      {lasting.includes(refusal.status) ? (
        <a class="button" href="/">
          {words.nowhere.home}
        </a>
      ) : (
        <button type="button" class="button" onClick={retry}>
          {words.failed.retry}
        </button>
      )}
    </div>
  )
}

/**
 * Why something was refused: in the reader's language where it is known there, else the server's own
 * sentence.
 */
export function sentenceOf(refusal: Refusal): string {
  if (refusal.code === 'unreachable') return words.failed.unreachable
  if (refusal.code === 'unknown') return proxySentence(refusal.status) ?? words.failed.unknown
  return words.problems[refusal.code] ?? (refusal.message || words.failed.unknown)
}

/**
 * Without a code of ours it was said by a proxy in front of the server. 522 and 524 are those of
 * Cloudflare.
 */
function proxySentence(status: number): string | undefined {
  const { proxySlow, proxyLarge, proxyAlone, proxyWaiting } = words.failed
  if (status === 408) return proxySlow
  if (status === 413) return proxyLarge
  if ([502, 503, 521, 522, 523].includes(status)) return proxyAlone(status)
  return [504, 524].includes(status) ? proxyWaiting(status) : undefined
}

export function Empty({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="notice">
      <Picture dots="M22 22.5h.1M32 22.5h.1M42 22.5h.1" />
      <p class="notice-title">{title}</p>
      {children}
    </div>
  )
}

function Picture({ dots }: { dots: string }) {
  return (
    <svg class="notice-picture" viewBox="0 0 64 48" aria-hidden="true">
      <path d="M32 4c15 0 26 8 26 18.5S47 41 32 41c-3 0-6-.3-8.6-1L11 45l2.5-9C8.8 32.6 6 27.8 6 22.5 6 12 17 4 32 4z" />
      <path d={dots} />
    </svg>
  )
}

export function Nowhere() {
  return (
    <main class="narrow">
      <Title>{words.nowhere.title}</Title>
      <p>{words.nowhere.text}</p>
      <p>
        <a class="button" href="/">
          {words.nowhere.home}
        </a>
      </p>
    </main>
  )
}

/** A part of a page under its own heading, and a landmark by that name. */
export function Section({
  title,
  aside,
  children,
  class: name
}: {
  title: string
  aside?: ComponentChildren
  children: ComponentChildren
  class?: string
}) {
  const id = useId()
  return (
    <section class={name ? `section ${name}` : 'section'} aria-labelledby={id}>
      <div class="section-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}

/** Outlines of lines of text, their widths in percent. */
export function Bones({ widths, class: name = 'bone' }: { widths: readonly number[]; class?: string }) {
  return (
    <>
      {widths.map((width, index) => (
        <span key={index} class={name} style={{ inlineSize: `${width}%` }} />
      ))}
    </>
  )
}
