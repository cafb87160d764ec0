/**
 * Brings the focus to a field, or to a place that takes none by itself, for Tab to go on from there. A place takes it for that
 * time only: with a lasting tabindex every press on its words would focus it, the browser scroll it into sight, and what was
 * pressed be gone from under the pointer before the button is up.
 */
export function focusPlace(place: HTMLElement | null): void {
  if (place && place.tabIndex < 0 && !place.hasAttribute('tabindex')) {
    place.tabIndex = -1
    place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true })
  }
  place?.focus({ preventScroll: true })
}
