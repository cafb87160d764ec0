const { configure } = require('@testing-library/react')

// A shared machine may need longer than a second to render a whole page.
configure({ asyncUtilTimeout: 12_000 })

// What one test left in the browser is no news to the next.
beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})
