import type { HelpTopic } from '../help-topic'
import { serverDown } from '../server-down'
import { changeTopics } from './change-topics'
import { examTopics } from './exam-topics'
import { institutionTopics } from './institution-topics'
import { peopleTopics } from './people-topics'
import { questionTopics } from './question-topics'
import { startTopics } from './start-topics'
import { systemTopics } from './system-topics'

/** The whole manual, loaded when it is first asked for. */
export const topics: readonly HelpTopic[] = [...startTopics, ...institutionTopics, ...peopleTopics, ...changeTopics, ...examTopics, ...systemTopics, ...questionTopics, serverDown]
