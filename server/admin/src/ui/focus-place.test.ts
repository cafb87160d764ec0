import { focusPlace } from './focus-place'

function put(html: string): HTMLElement {
  document.body.innerHTML = html
  const place = document.getElementById('place')
  if (!place) throw new Error('no place')
  return place
}

test('a place has the focus until it goes on, and takes none from a press of the mouse afterwards', () => {
  const place = put('<div id="place"><button>次</button></div>')
  focusPlace(place)
  expect(document.activeElement).toBe(place)
  document.querySelector('button')?.focus()
  expect(place.hasAttribute('tabindex')).toBe(false)
})

test('a field is focused as it is', () => {
  const field = put('<input id="place">')
  focusPlace(field)
  expect(document.activeElement).toBe(field)
  expect(field.hasAttribute('tabindex')).toBe(false)
})

test('what is not there is no fault', () => {
  expect(() => focusPlace(null)).not.toThrow()
})
