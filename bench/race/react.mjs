// The message in React Email's own components, its styles as objects; `h` is what JSX is compiled to.
import { Body, Container, Head, Heading, Html, Img, Link, Preview, Section, Text } from '@react-email/components'
import { render } from '@react-email/render'
import { createElement as h } from 'react'

const sans = 'Arial,Helvetica,sans-serif'
const serif = "Georgia,'Times New Roman',serif"
const card = { backgroundColor: '#FFFFFF', padding: '0 32px 24px' }
const foot = { padding: '8px 32px' }
const looks = {
  browser: foot,
  masthead: { backgroundColor: '#EA6802', padding: '24px 32px 18px' },
  photo: { ...card, padding: '0 0 24px' },
  watch: { ...card, backgroundColor: '#FFF3EA', padding: '32px 32px 16px' },
  author_box: { ...card, borderTop: '1px solid #DDDFE2' },
  about: { ...card, borderTop: '1px solid #DDDFE2' },
  legal_notice: { ...card, backgroundColor: '#F2F2F2', borderLeft: '4px solid #EA6802' },
  imprint: foot,
  unsubscribe: foot,
}
const small = { fontFamily: sans, fontSize: '15px', lineHeight: '22px', color: '#1F2328', margin: '0 0 12px' }
const print = { fontFamily: sans, fontSize: '13px', lineHeight: '20px', color: '#595F66', margin: '0' }
const caption = { ...print, fontSize: '14px', padding: '12px 32px 0' }
const white = { ...small, color: '#FFFFFF', fontWeight: 'bold' }
const prose = { fontFamily: serif, fontSize: '17px', lineHeight: '27px', color: '#1F2328', margin: '0 0 18px' }
const texts = { browser: print, masthead: white, photo: caption, author_box: small, about: small, legal_notice: small, imprint: print, unsubscribe: print }
const headings = {
  h1: { fontFamily: sans, fontSize: '34px', lineHeight: '40px', color: '#1F2328', margin: '0 0 12px', paddingTop: '32px' },
  h2: { fontFamily: sans, fontSize: '26px', lineHeight: '32px', color: '#1F2328', margin: '0 0 16px' },
  h3: { fontFamily: sans, fontSize: '20px', lineHeight: '26px', color: '#1F2328', margin: '0 0 8px' },
}
const link = { color: '#B54700', textDecoration: 'underline' }

function Run({ section, text, href, bold, italic }) {
  const words = href ? h(Link, { href, style: section === 'masthead' ? white : link }, text) : text
  const strong = bold ? h('strong', { style: { fontFamily: sans } }, words) : words
  return italic ? h('em', null, strong) : strong
}

function Block({ section, kind, runs, src, alt }) {
  if (kind === 'picture') return h(Img, { src, alt, width: 640, style: { maxWidth: '100%' } })
  const words = runs.map((run, at) => h(Run, { key: at, section, ...run }))
  if (headings[kind]) return h(Heading, { as: kind, style: headings[kind] }, ...words)
  return h(Text, { style: texts[section] ?? prose }, ...words)
}

const Part = ({ key: _, name, blocks }) =>
  h(Section, { style: looks[name] ?? card }, ...blocks.map((block, at) => h(Block, { key: at, section: name, ...block })))

const Issue = ({ language, title, preheader, sections }) =>
  h(Html, { lang: language },
    h(Head, null, h('title', null, title)),
    h(Preview, null, preheader),
    h(Body, { style: { backgroundColor: '#F2F2F2', margin: '0' } },
      h(Container, { style: { maxWidth: '640px' } },
        ...sections.map(({ key, blocks }) => h(Part, { key, name: key, blocks })))))

export const begin = async () => ({ make: (text) => render(h(Issue, JSON.parse(text))) })
