import type { Knex } from 'knex'
import { villageClinic } from '@talent/shared/dictionaries/organization-tables'
import { documentsNeeding, specialFormNames, type SpecialForm } from '@talent/shared/domain/special-forms'
import type { Connection } from '../../db/database'
import type { Scope } from '../../http/actor'

/** As `neededForms` of the domain says, in SQL over `trials` and `people`. */
export const needs = (form: SpecialForm) => (q: Knex.QueryBuilder) =>
  void (form === 'schoolOrArmy' ? q.where('trials.school_or_army', true) : q.whereIn('people.identity_type', documentsNeeding(form)))

export function whereForms(query: Knex.QueryBuilder, state: 'missing' | 'uploaded'): void {
  const lacks = (form: SpecialForm) => (q: Knex.QueryBuilder) =>
    void q.where(needs(form)).whereNotExists((photo) => void photo.from('trial_forms').whereRaw('trial_forms.trial_id = trials.id').where('trial_forms.form', form).select('trial_forms.id'))
  const any = (condition: (form: SpecialForm) => (q: Knex.QueryBuilder) => void) => (q: Knex.QueryBuilder) => {
    for (const form of specialFormNames) void q.orWhere(condition(form))
  }
  void query.where(any(needs))
  if (state === 'missing') void query.where(any(lacks))
  else void query.whereNot(any(lacks))
}

/** Whose department is a village clinic (R15); whoever has no department is of none. */
export function whereClinic(query: Knex.QueryBuilder, connection: Connection, scope: Scope, inside: boolean): void {
  const clinics = connection('departments').where({ organization_id: scope.organizationId, category: villageClinic }).select('id')
  void query.where((q) => void (inside ? q.whereIn('people.department_id', clinics) : q.whereNull('people.department_id').orWhereNotIn('people.department_id', clinics)))
}
