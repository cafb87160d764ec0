import type { Filing } from '@talent/shared/contract/candidate'

/** The states as the candidate reads them: `confirmation.looks` speaks to the institution. */
export const stateLabels: Record<Filing['state'], string> = {
  notReady: '单位填报中',
  awaiting: '待您确认',
  objected: '已提异议',
  confirmed: '已确认',
}
