// Filled by the next commit; the tests call it for the bundles of worker threads.
