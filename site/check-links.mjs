// SPDX-License-Identifier: Apache-2.0
// Fails when a link of a built page, or a part of the Javadoc that a page links to, is not there.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const site = fileURLToPath(new URL('../target/site', import.meta.url))
const base = process.env.SITE_BASE ?? '/'
const anchors = new Map()

function idsOf(file) {
  if (!anchors.has(file)) {
    anchors.set(file, new Set([...readFileSync(file, 'utf8').matchAll(/\b(?:id|name)="([^"]+)"/g)].map((match) => match[1])))
  }
  return anchors.get(file)
}

function target(page, link) {
  const file = link.startsWith('/') ? path.join(site, link.slice(base.length)) : path.resolve(path.dirname(page), link)
  return existsSync(file) && statSync(file).isDirectory() ? path.join(file, 'index.html') : file
}

const pages = readdirSync(site, { recursive: true })
  .filter((name) => name.endsWith('.html') && !name.startsWith('apidocs'))
  .map((name) => path.join(site, name))
const broken = []
let links = 0
for (const page of pages) {
  for (const [, href] of readFileSync(page, 'utf8').matchAll(/<a\b[^>]*\shref="([^"]*)"/g)) {
    if (/^(https?:|mailto:)/.test(href)) {
      continue
    }
    links++
    const [link, anchor] = href.replaceAll('&amp;', '&').split('#')
    const file = link === '' ? page : target(page, decodeURI(link))
    if (!existsSync(file)) {
      broken.push(`${path.relative(site, page)}: ${href}`)
    } else if (anchor && !idsOf(file).has(decodeURIComponent(anchor))) {
      broken.push(`${path.relative(site, page)}: ${href} has no such part`)
    }
  }
}
if (pages.length < 10 || broken.length > 0) {
  console.error(`${broken.join('\n')}\n${broken.length} broken links in ${pages.length} pages`)
  process.exit(1)
}
console.log(`site: ${links} links in ${pages.length} pages lead somewhere.`)
