/** Waits until nothing is loading and nothing moves any more. */
export async function settled(view) {
  await view.waitForLoadState('networkidle')
  await view.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})))
  )
}
