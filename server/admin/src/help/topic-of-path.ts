import { matchPath } from 'react-router'
import type { HelpTopic } from './help-topic'

const parametersOf = (route: string): number => route.split(':').length

/** The text of the page that is open; of `people/new` and `people/:personId` the one that says more. */
export function topicOfPath(topics: readonly HelpTopic[], pathname: string): HelpTopic | undefined {
  return topics
    .flatMap((topic) => (topic.routes ?? []).map((route) => ({ topic, route })))
    .filter(({ route }) => matchPath(`/${route}`, pathname))
    .toSorted((a, b) => parametersOf(a.route) - parametersOf(b.route))[0]?.topic
}
