const { TestEnvironment } = require('jest-environment-jsdom')

/** jsdom, with what the router asks of a browser and only Node has; the abort classes must be of one kind with Request. */
module.exports = class BrowserEnvironment extends TestEnvironment {
  async setup() {
    await super.setup()
    Object.assign(this.global, { AbortController, AbortSignal, Headers, Request, Response, TextDecoder, TextEncoder })
  }
}
