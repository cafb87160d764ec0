// A CSS module in a test: every class is its own name.
module.exports = new Proxy({ __esModule: false }, { get: (target, name) => target[name] ?? name })
