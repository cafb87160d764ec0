// What antd asks of a browser and jsdom does not have. The screen is wide.
window.matchMedia = (query) => ({
  matches: query.includes('min-width'),
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
// jsdom matches every rule of antd's style sheets anew at each question, which takes most of a test's time, and has no
// layout to make something of them. What hides an element in these tests is its own style or `hidden`.
const gone = document.createElement('div').style
gone.display = 'none'
window.getComputedStyle = (element) => (element.hidden ? gone : element.style)
Element.prototype.scrollIntoView ??= () => {}
