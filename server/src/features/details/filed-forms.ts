import type { AttachmentState } from '@talent/shared/contract/details'
import type { SpecialForm } from '@talent/shared/domain/special-forms'
import type { Scope } from '../../http/actor'
import type { PersonFilter } from '../people/person-access'
import type { PersonPicture } from './details-reader'
import type { HolderRow, Page, StateCounts } from './picture-places'

/** 特殊附件: a stamped form that a filing under way needs. */
export interface FiledForm {
  personId: number
  trialId: number
  form: SpecialForm
  title: string
  pictures: PersonPicture[]
  /** The filing takes none now. */
  locked: boolean
}

/** Asked of the feature that knows filings. Scopes are of the right to those. */
export interface FiledForms {
  ofPeople(scope: Scope, personIds: readonly number[]): Promise<FiledForm[]>
  /** Those that lack a photo first, newest first. */
  page(scope: Scope, form: SpecialForm, filter: PersonFilter, state: AttachmentState | undefined, page: Page): Promise<{ rows: (HolderRow & FiledForm)[]; counts: StateCounts }>
}
