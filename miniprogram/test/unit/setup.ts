Object.assign(globalThis, { SERVER_ADDRESS: '', CANDIDATE_TEMPLATES: '', MANAGER_TEMPLATES: '' })
