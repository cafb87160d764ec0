import type { RecordHint } from '@talent/shared/contract/candidate'
import { isConfirmationCode, normalizeCode } from '@talent/shared/domain/codes'
import { View } from '@tarojs/components'
import { Card, Section } from '../../../ui/card'
import { CodeField } from '../../../ui/code-field'
import { StateTag } from '../../../ui/state-tag'
import { HintNotice } from './hint-notice'
import './unit.scss'
import type { CodeEntryState } from './use-code-entry'

const codeIn = (scanned: string): string | null => {
  const code = normalizeCode(scanned)
  return isConfirmationCode(code) ? code : null
}

/** The code, and then which unit it is of: nothing is bound before that is seen. */
export function CodeEntry({ entry: { code, error, found, change }, hint }: { entry: CodeEntryState; hint: RecordHint | null }) {
  return (
    <View>
      {hint && !found ? <HintNotice hint={hint} /> : null}
      <View className="unit__lead">请输入本单位确认码。确认码由单位人事部门提供，可以扫码或手动输入。</View>
      <Card>
        <CodeField label="单位确认码" value={code} onChange={change} scan read={codeIn} error={error} placeholder="8 位字母和数字" />
      </Card>
      {found ? (
        <Section title="确认码对应的单位" aside={found.hint ? <StateTag tone="stop">不能绑定</StateTag> : <StateTag tone="ok">有您的档案</StateTag>}>
          <View className="unit__name">{found.name}</View>
        </Section>
      ) : null}
      {found?.hint ? <HintNotice hint={found.hint} /> : null}
    </View>
  )
}
