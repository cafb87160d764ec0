import type { ImportJob } from '@talent/shared/contract/imports'

/** An import that was checked: 5 rows, one of them wrong. */
export const givenImport = (overrides: Partial<ImportJob> = {}): ImportJob => ({
  id: 7,
  kind: 'people',
  state: 'previewed',
  fileName: '人员基本信息.xlsx',
  updateExisting: true,
  allOrNothing: false,
  createdBy: '王芳',
  createdAt: '2026-11-01T01:30:00.000Z',
  finishedAt: null,
  rows: 5,
  newRows: 2,
  changedRows: 1,
  sameRows: 1,
  wrongRows: 1,
  doneRows: 0,
  failure: null,
  hasReport: true,
  ...overrides,
})

export const noRows = { items: [], total: 0, page: 1, pageSize: 20 }
