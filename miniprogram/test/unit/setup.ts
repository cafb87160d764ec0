Object.assign(globalThis, { SERVER_ADDRESS: '' })
