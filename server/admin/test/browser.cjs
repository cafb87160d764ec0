// What antd asks of a browser and jsdom does not have.
window.matchMedia = (query) => ({
  matches: false,
  media: query,
  onchange: null,
  addListener() {},
  removeListener() {},
  addEventListener() {},
  removeEventListener() {},
  dispatchEvent: () => false,
})
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
}
// Node's own MessageChannel would keep the process alive.
window.MessageChannel = class {
  port1 = { onmessage: null }
  port2 = { postMessage: (data) => void setTimeout(() => this.port1.onmessage?.({ data }), 0) }
}
// jsdom has no layout and complains about pseudo-elements, which antd asks about for scroll bars.
const computedStyle = window.getComputedStyle.bind(window)
window.getComputedStyle = (element) => computedStyle(element)
Element.prototype.scrollIntoView ??= () => {}
