import { showUnread } from '../platform/app-life'
import { forgetDrafts } from '../platform/drafts'
import { forgetPictures } from '../platform/pictures'
import { endSession } from './session'

/** The session is over because its owner wants it so: nothing stays on this phone. */
export async function leaveAccount(): Promise<void> {
  forgetDrafts()
  forgetPictures()
  endSession()
  await showUnread(0)
}
