import { labelOf } from '../dictionaries'
import { identityTypeCodes, type IdentityType } from '../dictionaries/identity-types'
import type { Issue } from './issue'

/** 特殊附件 of a trial filing (R14): printed with what is on file, filled in, stamped, and handed in as photos. */
export const specialForms = {
  schoolOrArmy: { label: '高校/部队考生报考表' },
  hongKongMacauTaiwan: { label: '港澳台居民实习申请审核表' },
  foreign: { label: '外籍人员实习申请审核表' },
} as const satisfies Record<string, { label: string }>

export type SpecialForm = keyof typeof specialForms
export const specialFormNames = Object.keys(specialForms) as SpecialForm[]
export const isSpecialForm = (name: string): name is SpecialForm => Object.hasOwn(specialForms, name)

/** Front, back, and one taken again. */
export const maxPhotosOfForm = 4

const formOfDocument: Partial<Record<IdentityType, SpecialForm>> = {
  hongKongMacauPermit: 'hongKongMacauTaiwan', taiwanPermit: 'hongKongMacauTaiwan', residencePermit: 'hongKongMacauTaiwan',
  foreignPermanentCard: 'foreign', passport: 'foreign',
}

/** Kinds of identity document whose holders need the form. */
export const documentsNeeding = (form: SpecialForm): IdentityType[] => identityTypeCodes.filter((type) => formOfDocument[type] === form)

/** Why a filing needs a form, in words that stand behind its name. */
export interface NeededForm {
  form: SpecialForm
  reason: string
}

/** What a filing with a trial period needs: by the kind of identity document, and where it is marked so. */
export function neededForms(identityType: string, filing: { schoolOrArmy: boolean }): NeededForm[] {
  const ofDocument = formOfDocument[identityType as IdentityType]
  return [
    ...(filing.schoolOrArmy ? [{ form: 'schoolOrArmy' as const, reason: '填报中选择了高校或部队考生' }] : []),
    ...(ofDocument ? [{ form: ofDocument, reason: `身份证件为${labelOf('identityType', identityType) ?? identityType}` }] : []),
  ]
}

/** What keeps a filing from the candidate: a form without a photo. */
export const missingForms = (needed: readonly NeededForm[], onFile: readonly { form: SpecialForm }[]): Issue[] =>
  needed
    .filter(({ form }) => !onFile.some((photo) => photo.form === form))
    .map(({ form }) => ({ path: ['forms', form], code: 'FORM_MISSING', message: `缺少盖章后的《${specialForms[form].label}》照片` }))
