import { pictureSectionNames, type PictureSection } from '@talent/shared/domain/sections/pictures'
import { isSpecialForm } from '@talent/shared/domain/special-forms'
import { useSession } from '../../api/session'

/** 特殊附件 belong to filings: whoever has no right to those is not offered them. */
export function usePictureSections(right: 'trial.read' | 'trial.write'): readonly PictureSection[] {
  const { can } = useSession()
  return can(right) ? pictureSectionNames : pictureSectionNames.filter((section) => !isSpecialForm(section))
}
