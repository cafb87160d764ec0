import type { Transfer, TransferRow } from '@talent/shared/contract/transfers'
import { stageOf, type TransferSide } from '@talent/shared/domain/transfer'
import type { AskedAuthority } from './asked-authority'
import type { StepRow, TransferRecord } from './transfers.repository'

/** Who looks: a unit from its side, or the authority above. */
export type Viewer = { organizationId: number; side: TransferSide | null }

export const stageFor = (row: Pick<TransferRecord, 'state' | 'waiting_for' | 'to_organization_id' | 'received_at'>, side: TransferSide | null) =>
  stageOf({ state: row.state, waitingFor: row.waiting_for, toKnownUnit: row.to_organization_id !== null, received: row.received_at !== null }, side)

export const presentTransferRow = (row: TransferRecord, { side }: Pick<Viewer, 'side'>): TransferRow => ({
  id: row.id,
  kind: row.kind,
  stage: stageFor(row, side),
  waitingFor: row.waiting_for,
  name: row.name,
  identityNumber: row.identity_number_masked,
  fromUnit: row.from_unit,
  toUnit: row.to_unit ?? (row.to_unit_name || null),
  departmentName: side === 'from' ? row.from_department : side === 'to' ? row.to_department : null,
  resignationType: row.resignation_type,
  date: row.date,
  submittedAt: row.submitted_at,
  effectiveAt: row.effective_at,
  receivedAt: row.received_at,
  updatedAt: row.updated_at,
})

export interface TransferAround {
  note: string
  steps: readonly StepRow[]
  consequences: string[]
  reviewer: AskedAuthority | null
  may: Transfer['may']
}

/** One's own record of the person: the former unit's as long as it is one, the new unit's once it has it. */
function personIdFor(row: TransferRecord, { side }: Viewer): number | null {
  if (side === 'to') return row.received_person_id
  return side === 'from' && row.handed_over_at === null ? row.person_id : null
}

export const presentTransfer = (row: TransferRecord, viewer: Viewer, { note, steps, consequences, reviewer, may }: TransferAround): Transfer => ({
  ...presentTransferRow(row, viewer),
  identityType: row.identity_type,
  personId: personIdFor(row, viewer),
  toOrganizationId: row.to_organization_id,
  toDepartmentId: viewer.side === 'to' ? row.to_department_id : null,
  note,
  reviewerName: reviewer?.name ?? null,
  standsInFor: reviewer?.standsInFor ?? null,
  consequences,
  steps: steps.map((step) => ({ action: step.action, unitName: step.unit_name, accountName: step.account_name, opinion: step.opinion, at: step.created_at })),
  may,
  version: row.version,
})

export const cannot: Transfer['may'] = { edit: false, submit: false, withdraw: false, remove: false, answer: false, receive: false, decide: false }
