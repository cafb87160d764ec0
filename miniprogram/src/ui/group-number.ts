/** Identity numbers as 6-8-4 and phones as 3-4-4; masked document numbers as 4-4-2; anything else as it is. */
export function groupNumber(value: string): string {
  if (/^[\d*]{17}[\dXx*]$/.test(value)) return `${value.slice(0, 6)} ${value.slice(6, 14)} ${value.slice(14)}`
  if (/^1[\d*]{10}$/.test(value)) return `${value.slice(0, 3)} ${value.slice(3, 7)} ${value.slice(7)}`
  if (/^[\dA-Z]{4}\*{4}[\dA-Z]{2}$/i.test(value)) return `${value.slice(0, 4)} **** ${value.slice(8)}`
  return value
}
