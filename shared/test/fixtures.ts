/// <reference types="node" />
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Rows of a fixture by heading. Fixtures know quotes around a cell and no line breaks inside. */
export function fixtureRows(name: string): Record<string, string>[] {
  const lines = readFileSync(join(__dirname, 'fixtures', name), 'utf8').split('\n').filter((line) => line !== '')
  const headings = cellsOf(lines[0] ?? '')
  return lines.slice(1).map((line) => {
    const cells = cellsOf(line)
    return Object.fromEntries(headings.map((heading, index) => [heading, cells[index] ?? '']))
  })
}

function cellsOf(line: string): string[] {
  const cells: string[] = []
  for (const found of line.replace(/\r$/, '').matchAll(/("([^"]*)"|[^,]*)(,|$)/g)) {
    cells.push(found[2] ?? found[1] ?? '')
    if (found[3] === '') break
  }
  return cells
}
