const sharpness = 2
const margin = 24

/**
 * Draws a part of the page as it looks now into a PNG. The browser draws it itself, from a copy that carries its styles with it;
 * controls are left out. Throws where a browser does not let pages do that.
 */
export async function pictureOf(element: HTMLElement): Promise<Blob> {
  const { width, height } = element.getBoundingClientRect()
  const copy = copyOf(element)
  copy.style.margin = '0'
  copy.style.inlineSize = `${width}px`
  const page = getComputedStyle(document.documentElement).backgroundColor
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width + 2 * margin}" height="${height + 2 * margin}">
    <rect width="100%" height="100%" fill="${page}"/>
    <foreignObject x="${margin}" y="${margin}" width="${width}" height="${height}">${new XMLSerializer().serializeToString(copy)}</foreignObject></svg>`
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = (width + 2 * margin) * sharpness
  canvas.height = (height + 2 * margin) * sharpness
  const context = canvas.getContext('2d')
  context?.scale(sharpness, sharpness)
  context?.drawImage(image, 0, 0)
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('nothing was drawn')))))
}

function copyOf(element: HTMLElement): HTMLElement {
  const copy = element.cloneNode(true) as HTMLElement // a copy is of the same kind
  const copies = [copy, ...copy.querySelectorAll<HTMLElement | SVGElement>('*')]
  for (const [index, original] of [element, ...element.querySelectorAll('*')].entries()) {
    const drawn = copies[index]
    const styles = getComputedStyle(original)
    for (const name of styles) drawn?.style.setProperty(name, styles.getPropertyValue(name))
  }
  for (const control of copy.querySelectorAll('.tools, summary, .unseen, .plain')) control.remove()
  return copy
}
