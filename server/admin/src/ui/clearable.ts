/** A drop-down that may be emptied again; antd's own name of that button is English. */
export const clearable = { label: '清空' }
