export interface Search {
  name?: string
  identityNumber?: string
}

/** Fewer characters than any document number has. */
const shortestNumber = 5

/** What was typed into the one search box: names hold no digits, document numbers do. `problem` says what can't be found this way. */
export function readSearch(typed: string): { search: Search; problem: string | null } {
  const text = typed.trim()
  if (text === '') return { search: {}, problem: null }
  if (!/[0-9０-９]/.test(text)) return { search: { name: text }, problem: null }
  const length = text.replace(/\s/g, '').length
  if (length < shortestNumber && length !== 4) return { search: {}, problem: '按证件号查找请填后四位或完整号码' }
  return { search: { identityNumber: text }, problem: null }
}
