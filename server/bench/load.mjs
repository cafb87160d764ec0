// Asks a server as fast as it answers, in a process of its own; reads a Load from standard input and prints what came of it.
import { text } from 'node:stream/consumers'
import autocannon from 'autocannon'

const { url, method, headers, bodies, connections, seconds } = JSON.parse(await text(process.stdin))

/** Each connection has its own share of the bodies, and none is sent twice unless they run out. */
let next = 0
function giveBodies(client) {
  const offset = next++
  let turn = 0
  const give = () => client.setBody(bodies[(offset + turn++ * connections) % bodies.length])
  give()
  client.on('response', give)
}

const result = await autocannon({ url, method, headers, connections, duration: seconds, ...(bodies.length > 0 ? { setupClient: giveBodies } : {}) })
process.stdout.write(JSON.stringify({ done: result['2xx'], refused: result.non2xx, failed: result.errors, seconds: result.duration }))
