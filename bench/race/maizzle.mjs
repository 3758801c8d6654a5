// The message in Maizzle's own components and Tailwind's classes, with its defaults; its renderer is begun once and
// kept, as Maizzle's build and its Vite plugin keep it (its `render` alone begins a new Vite server for each message).
import { createRenderer, render } from '@maizzle/framework'
import { setActiveRenderer } from './node_modules/@maizzle/framework/dist/render/active.js'

const root = import.meta.dirname

export async function begin() {
  const renderer = await createRenderer({ root })
  setActiveRenderer(renderer)
  const make = async (text) => (await render(`${root}/maizzle.vue`, { root, props: { issue: JSON.parse(text) } })).html
  return { make, end: () => renderer.close() }
}
