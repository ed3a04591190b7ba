const sharpness = 2
const margin = 24

/**
 * Draws a part of the page as it looks now into a PNG. The browser draws it itself, from a copy that
 * carries its styles with it; controls are left out. Throws where a browser does not let pages do that.
 */
export async function pictureOf(element: HTMLElement, caption: string): Promise<Blob> {
  const { width } = element.getBoundingClientRect()
  const copy = copyOf(element)
  Object.assign(copy.style, {
    margin: '0',
    width: `${width}px`,
    inlineSize: `${width}px`,
    height: 'auto',
    blockSize: 'auto'
  })
  const below = document.createElement('p')
  below.textContent = caption
  const { backgroundColor, color, fontFamily } = getComputedStyle(document.documentElement)
  Object.assign(below.style, { color, fontFamily, fontSize: '13px', lineHeight: '1.7', margin: '12px 0 0' })
  const height = heightOf([copy, below], width)
  const [fullWidth, fullHeight] = [width + 2 * margin, height + 2 * margin]
  const written = [copy, below].map((part) => new XMLSerializer().serializeToString(part)).join('')
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${fullWidth}" height="${fullHeight}">
    <rect width="100%" height="100%" fill="${backgroundColor}"/>
    <foreignObject style="overflow: visible" x="${margin}" y="${margin}" width="${width}" height="${height}"><div xmlns="http://www.w3.org/1999/xhtml" dir="${document.documentElement.dir}">${written}</div></foreignObject></svg>`
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = fullWidth * sharpness
  canvas.height = fullHeight * sharpness
  const context = canvas.getContext('2d')
  context?.scale(sharpness, sharpness)
  context?.drawImage(image, 0, 0)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('nothing was drawn'))))
  )
}

/** How high they are one below the other, which is known only where they stand: for a moment out of sight. */
function heightOf(parts: readonly HTMLElement[], width: number): number {
  const place = document.createElement('div')
  Object.assign(place.style, {
    position: 'fixed',
    insetBlockStart: '-100000px',
    inlineSize: `${width}px`,
    display: 'flow-root'
  })
  place.append(...parts)
  document.body.append(place)
  const { height } = place.getBoundingClientRect()
  place.remove()
  return height
}

function copyOf(element: HTMLElement): HTMLElement {
  const copy = element.cloneNode(true) as HTMLElement // a copy is of the same kind
  const copies = [copy, ...copy.querySelectorAll<HTMLElement | SVGElement>('*')]
  for (const [index, original] of [element, ...element.querySelectorAll('*')].entries()) {
    const drawn = copies[index]
    const styles = getComputedStyle(original)
    for (const name of styles) drawn?.style.setProperty(name, styles.getPropertyValue(name))
  }
  for (const control of copy.querySelectorAll('.tools, details, label:has(select), select, .unseen, .plain'))
    control.remove()
  return copy
}
