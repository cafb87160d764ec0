import { getHrForm, linkHrForm } from '@talent/shared/contract/hr-accounts'
import { formLinkHours } from '@talent/shared/domain/hr-account'
import { useState } from 'react'
import { call } from '../../../api/call'
import { asCallProblem } from '../../../api/problem-text'
import { say } from '../../../platform/dialogs'
import { copyText, downloadInBrowser, openDocument } from '../../../platform/files'
import { absoluteAddress } from '../../../platform/server-address'
import { isWeapp } from '../../../platform/target'

/** The filled-in form to print: opened here (WeChat's viewer shares and saves), or as a link for a computer. */
export function useFormLink(organizationId: number) {
  const [problem, setProblem] = useState<string | null>(null)
  const withLink = async (follow: (path: string) => Promise<string | null>) => {
    setProblem(null)
    try {
      const { path } = await call(linkHrForm, { organizationId })
      setProblem(await follow(path))
    } catch (error) {
      setProblem(asCallProblem(error).message)
    }
  }
  return {
    problem,
    download: () =>
      withLink(async (path) => {
        if (!isWeapp) {
          downloadInBrowser(path)
          return null
        }
        const file = await call(getHrForm, { formToken: path.slice(path.lastIndexOf('/') + 1) })
        return (await openDocument(file, 'pdf')) ? null : '手机没有打开申请表，请改用“复制链接”，在电脑浏览器中下载'
      }),
    copy: () =>
      withLink(async (path) => {
        if (!(await copyText(absoluteAddress(path)))) return '链接没有复制成功，请改用“下载申请表”'
        say(`链接已复制，${formLinkHours} 小时内有效`)
        return null
      }),
  }
}
