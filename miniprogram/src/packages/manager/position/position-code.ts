import { isPositionCode, positionCodeLength } from '@talent/shared/domain/codes'

/** What is wrong with a typed code before the server is asked. */
export function codeProblem(code: string): string | null {
  if (code === '') return '请输入或扫描定位码'
  return isPositionCode(code) ? null : `定位码是 ${positionCodeLength} 位字母和数字，请核对电脑上显示的内容`
}
