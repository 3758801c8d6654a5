// The message as official MJML and juice make it, with their defaults: {mjml, css, minify} as JSON in, HTML out.
import { readFileSync } from 'node:fs'
import juice from 'juice'
import mjml2html from 'mjml'

const { mjml, css, minify } = JSON.parse(readFileSync(0, 'utf-8'))
const { html, errors } = await mjml2html(mjml, { minify, fonts: {} })
if (errors.length) throw new Error(errors.map((each) => each.formattedMessage).join('\n'))
process.stdout.write(juice(html.replace('</head>', `<style>${css}</style></head>`)))
