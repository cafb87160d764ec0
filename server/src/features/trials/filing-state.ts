import { confirmation, type ConfirmationState } from '@talent/shared/domain/states/confirmation'
import { move } from '@talent/shared/domain/state-machine'
import { checkPresentable, type TrialFiling } from '@talent/shared/domain/trial-period'
import { problem } from '@talent/shared/errors'

/**
 * Where a filing stands after a change: before the candidate, unless it says 不合格 or what the exam year asks of the
 * person's record is not complete. One that was objected to waits for the answer first.
 */
export function stateAfterSaving(state: ConfirmationState, filing: Pick<TrialFiling, 'segments' | 'institutionOpinion'>, complete: boolean): ConfirmationState {
  const qualified = checkPresentable(filing).length === 0
  const action = actionFor(state, qualified, complete)
  if (!action) return state
  const moved = move(confirmation, state, action)
  if (!moved.ok) throw problem('TRIAL_STATE')
  return moved.state
}

function actionFor(state: ConfirmationState, qualified: boolean, complete: boolean): 'present' | 'takeBack' | null {
  if (state === 'notReady') return qualified && complete ? 'present' : null
  if (state === 'objected') return qualified ? null : 'takeBack'
  return qualified && complete ? null : 'takeBack'
}
