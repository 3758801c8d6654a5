// One side of the race: `node run.mjs SIDE` serves, as ours.py does: a line with a path in (and, behind a tab, where
// the HTML goes), a line of JSON out. `node run.mjs SIDE FOLDER FILE...` makes an HTML file of each file, and ends.
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'

const [name, folder, ...files] = process.argv.slice(2)
const { begin } = await import(`./${name}.mjs`)
const { make, end } = await begin()

const peak = () => Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf-8'))[1]) / 1024

if (folder) {
  for (const file of files) writeFileSync(join(folder, basename(file) + '.html'), await make(readFileSync(file, 'utf-8')))
} else {
  for await (const line of createInterface({ input: process.stdin })) {
    const [file, output] = line.split('\t')
    const begun = performance.now()
    const html = await make(readFileSync(file, 'utf-8'))
    const ms = performance.now() - begun
    if (output) writeFileSync(output, html)
    console.log(JSON.stringify({ ms, bytes: Buffer.byteLength(html), peak: peak() }))
  }
}
await end?.()
