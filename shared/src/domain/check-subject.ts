/** What a person check is for, named so that the same thing has the same name at both ends. */
export type CheckSubjectName =
  | { kind: 'business'; organizationId: number; businessCode: string }
  | { kind: 'trial'; trialId: number }
  | { kind: 'binding'; bindingId: number }
  | { kind: 'identity' }

/** At most 40 characters. A new code for the same business is the same thing. */
export function checkSubjectKey(subject: CheckSubjectName): string {
  switch (subject.kind) {
    case 'business': return `business:${subject.organizationId}:${subject.businessCode}`
    case 'trial': return `trial:${subject.trialId}`
    case 'binding': return `binding:${subject.bindingId}`
    case 'identity': return 'identity'
  }
}
