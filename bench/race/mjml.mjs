// Official MJML and juice, with their defaults: {mjml, css} as JSON in, HTML out.
import juice from 'juice'
import mjml2html from 'mjml'

async function make(text) {
  const { mjml, css } = JSON.parse(text)
  const { html, errors } = await mjml2html(mjml, { fonts: {} })
  if (errors.length) throw new Error(errors.map((each) => each.formattedMessage).join('\n'))
  return juice(html.replace('</head>', `<style>${css}</style></head>`))
}

export const begin = async () => ({ make })
