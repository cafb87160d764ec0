import type { MessagesService } from '../messages/messages.service'
import type { CandidateNews } from '../trials/trials.ports'

/** Tells whoever is bound to a personnel record; nobody is, nobody is told: the start page shows it all the same. */
export const candidateNews = (messages: Pick<MessagesService, 'tell'>): CandidateNews => ({
  async tellPerson(tx, personId, news) {
    const binding = await tx('unit_bindings').where('person_id', personId).whereNotNull('active_user_id').first('active_user_id')
    if (binding) await messages.tell(tx, { ...news, wechatUserId: binding.active_user_id })
  },
})
