/**
 * Who may import whom. Files are paths from the root of the project without an extension; `from` and `to` are
 * tested against them, `except` lifts a rule for a file. Tests are outside all rules but the first two groups.
 */
const feature = /^server\/src\/features\/([^/]+)\//
const subPackage = /^miniprogram\/src\/packages\/([^/]+)\//
const server = (...folders) => new RegExp(`^server/src/(${folders.join('|')})(/|$)`)

export const packageRules = [
  { package: 'zod', only: /^shared\/src\/zod(-parts|-json-schema)?$/, because: 'only shared/src/zod.ts and its parts may import zod: it must be set jitless before any schema exists' },
  { package: 'taro-ui', only: /^miniprogram\/src\/ui\//, because: 'only miniprogram/src/ui may import taro-ui' },
  { package: '@talent/shared', never: /^shared\//, because: 'shared imports no workspace' },
  { package: '@talent/server', never: /./, because: 'nothing imports the server' },
  { package: '@talent/admin', never: /./, because: 'nothing imports the admin view' },
  { package: '@talent/miniprogram', never: /./, because: 'nothing imports the mini-program' },
]

/** Domain code runs on both ends and is given its date: it needs nothing but arithmetic on dates. */
export const onlyPackages = [
  { from: /^shared\/src\/(domain|dictionaries)\//, packages: ['dayjs'], because: 'domain and dictionaries import no package but dayjs' },
]

export const layerRules = [
  { from: /^shared\/src\/(domain|dictionaries)\//, to: /^shared\/src\/(?!(domain|dictionaries|tokens)(\/|$))/, because: 'domain imports nothing but domain, dictionaries and tokens' },
  { from: /^shared\/src\/(errors|tokens|zod)$/, to: /^shared\/src\/(contract|client)(\/|$)/, because: 'errors, tokens and zod lie below the contract' },
  { from: /^shared\//, except: /^shared\/src\/zod$/, to: /^shared\/src\/zod-parts$/, because: 'zod-parts is reached through zod.ts, which sets jitless first' },
  { from: /^shared\/src\/contract\//, to: /^shared\/src\/client/, because: 'the contract does not know its client' },

  { from: server('config', 'db'), to: server('http', 'jobs', 'features', 'wiring', 'integrations', 'sandbox', 'workbook', 'pdf', 'app', 'main', 'cli'), because: 'db is the lowest layer' },
  { from: server('http', 'jobs'), to: server('features', 'wiring', 'integrations', 'sandbox', 'workbook', 'pdf', 'app', 'main', 'cli'), because: 'http and jobs know no feature' },
  { from: server('integrations', 'workbook', 'pdf'), to: server('db', 'http', 'jobs', 'features', 'wiring', 'sandbox', 'app', 'main', 'cli'), because: 'integrations, workbook and pdf stand alone' },
  { from: server('features'), to: server('wiring', 'sandbox', 'app', 'main', 'cli'), because: 'a feature knows neither the wiring nor the sandbox' },
  { from: server('wiring'), to: server('sandbox', 'app', 'main', 'cli'), because: 'the wiring of features knows neither the app nor the sandbox' },
  { from: server('wiring'), to: /\.repository$/, because: 'the wiring puts services together' },
  { from: server('sandbox'), to: server('features', 'wiring', 'db', 'jobs', 'app', 'main', 'cli'), because: 'the sandbox is an upstream of its own: it sees no data of ours' },
  { from: /^server\/src\//, except: server('main', 'cli'), to: server('main', 'cli'), because: 'nothing imports the process or a command' },
  {
    from: feature, to: /\.repository$/, unless: (from, to) => feature.exec(from)?.[1] === feature.exec(to)?.[1],
    because: "a feature calls another feature's service, never its repository",
  },

  { from: /^miniprogram\/src\//, except: /^miniprogram\/src\/(packages\/|app\.config$)/, to: subPackage, because: 'the main package imports nothing of a sub-package' },
  {
    from: subPackage, to: subPackage, unless: (from, to) => subPackage.exec(from)?.[1] === subPackage.exec(to)?.[1],
    because: 'a sub-package imports nothing of another',
  },
]

/** Where `unless` is absent, a rule holds for every pair. */
export const applies = (rule, from, to) =>
  rule.from.test(from) && !rule.except?.test(from) && rule.to.test(to) && !rule.unless?.(from, to)
