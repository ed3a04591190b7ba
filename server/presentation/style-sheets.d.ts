/** A sheet of styles as text; see https://vite.dev/guide/features#disabling-css-injection-into-the-page. */
declare module '*.css?inline' {
  const styles: string
  export default styles
}
