// SPDX-License-Identifier: Apache-2.0
// The site is the repository's own pages. VitePress fails on links to pages that are not there, repositoryLinks() on links to files,
// check-links.mjs on anchors and on links into the Javadoc.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { slug } from 'github-slugger'
import { defineConfig } from 'vitepress'

const root = fileURLToPath(new URL('../..', import.meta.url))
const repository = 'https://github.com/scpsdk/scp-sdk-java'
const version = readFileSync(path.join(root, 'pom.xml'), 'utf8').match(/<revision>(.*)<\/revision>/)[1]

const pages = {
  'README.md': 'index.md',
  'docs/README.md': 'docs/index.md',
  'docs/decisions/README.md': 'docs/decisions/index.md',
  'api/README.md': 'api/index.md',
  'benchmarks/README.md': 'benchmarks/index.md'
}

/** Links to what is no page of the site lead to the repository, where the file must exist; those to a README to the page it became. */
function repositoryLinks(md) {
  md.core.ruler.push('repository-links', (state) => {
    const folder = path.dirname(path.join(root, state.env.relativePath ?? ''))
    for (const link of state.tokens.flatMap((token) => token.children ?? []).filter((token) => token.type === 'link_open')) {
      const [file, part] = link.attrGet('href').split('#')
      if (file === '' || /^(https?:|\/)/.test(file)) {
        continue
      }
      const target = path.relative(root, path.resolve(folder, file))
      if (target in pages) {
        link.attrSet('href', `/${pages[target]}${part ? `#${part}` : ''}`)
      }
      if (file.endsWith('.md')) {
        continue
      }
      if (!existsSync(path.join(root, target))) {
        throw new Error(`${state.env.relativePath}: ${link.attrGet('href')} leads nowhere`)
      }
      link.attrSet('href', `${repository}/blob/main/${target}`)
    }
  })
}

export default defineConfig({
  title: 'SCP storage SDK for Java',
  description: 'Typed Java clients for the storage services of Samsung Cloud Platform. An independent project.',
  lang: 'en',
  base: process.env.SITE_BASE ?? '/',
  srcDir: '..',
  srcExclude: ['.*/**', 'target/**', '*/target/**', 'site/**', 'sdk-*/**', 'build/**', '{codegen,coexistence,conformance,examples}/**'],
  rewrites: pages,
  outDir: '../target/site',
  cacheDir: '../target/site-cache',
  cleanUrls: false,
  lastUpdated: false,
  vite: {
    // pages outside this folder find Vue in it
    resolve: { alias: [{ find: /^vue(\/server-renderer)?$/, replacement: path.join(root, 'site/node_modules/vue$1') }] }
  },
  ignoreDeadLinks: [/^\/apidocs\//],
  markdown: {
    anchor: { slugify: (text) => slug(text) },
    config: repositoryLinks
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Docs', link: '/docs/' },
      { text: 'Javadoc', link: '/apidocs/index.html', target: '_self' },
      { text: version, items: [{ text: 'Changes', link: '/CHANGELOG' }, { text: 'Repository', link: repository }] }
    ],
    sidebar: [
      {
        text: 'Use it',
        items: [
          { text: 'First steps', link: '/' },
          { text: 'Which page answers what', link: '/docs/' },
          { text: 'Operations', link: '/docs/operations' },
          { text: 'Settings', link: '/docs/configuration' },
          { text: 'Lists and waits', link: '/docs/lists-and-waits' },
          { text: 'Async, options for one call', link: '/docs/async' },
          { text: 'When things fail', link: '/docs/resilience' },
          { text: 'Logs, metrics, traces', link: '/docs/insight' },
          { text: 'The emulator', link: '/docs/emulator' },
          { text: 'OpenAPI documents', link: '/docs/openapi' },
          { text: 'Compatibility', link: '/docs/compatibility' },
          { text: 'Security', link: '/docs/security' },
          { text: 'Javadoc', link: '/apidocs/index.html', target: '_self' }
        ]
      },
      {
        text: 'Under the hood',
        items: [
          { text: 'A call, end to end', link: '/docs/a-call-end-to-end' },
          { text: 'The generator', link: '/docs/generator' },
          { text: 'Decisions', link: '/docs/decisions/' },
          { text: 'The API as data', link: '/api/' },
          { text: 'Benchmarks', link: '/benchmarks/' }
        ]
      },
      {
        text: 'The project',
        items: [
          { text: 'Changes', link: '/CHANGELOG' },
          { text: 'Contributing', link: '/CONTRIBUTING' },
          { text: 'Releasing', link: '/RELEASING' },
          { text: 'Reporting a vulnerability', link: '/SECURITY' }
        ]
      }
    ],
    editLink: { pattern: `${repository}/edit/main/:path`, text: 'Edit this page' },
    footer: {
      message: 'An independent project, not made, endorsed or supported by Samsung SDS. Apache-2.0.'
    }
  }
})
