/** Whose place for pictures it is. */
export interface HolderRow {
  personId: number
  name: string
  identityNumber: string // masked
  departmentName: string | null
}

export interface Page {
  page: number
  pageSize: number
}

/** By 上传状态. */
export interface StateCounts {
  missing: number
  uploaded: number
}
