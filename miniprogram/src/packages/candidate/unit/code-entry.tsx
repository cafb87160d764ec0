import { View } from '@tarojs/components'
import { Card, Section } from '../../../ui/card'
import { CodeField } from '../../../ui/code-field'
import { Notice } from '../../../ui/notice'
import { StateTag } from '../../../ui/state-tag'
import './unit.scss'
import type { CodeEntryState } from './use-code-entry'

/** The code, and then which unit it is of: nothing is bound before that is seen. */
export function CodeEntry({ entry: { code, error, found, change }, matched }: { entry: CodeEntryState; matched: boolean }) {
  return (
    <View>
      <View className="unit__lead">{`${matched ? '' : '没有自动找到您的单位。'}请输入本单位确认码，可以向单位人事部门索取。`}</View>
      <Card>
        <CodeField label="单位确认码" value={code} onChange={change} scan error={error} placeholder="8 位字母和数字" />
      </Card>
      {found ? (
        <Section title="确认码对应的单位" aside={found.onFile ? <StateTag tone="ok">有您的档案</StateTag> : <StateTag tone="stop">没有您的档案</StateTag>}>
          <View className="unit__name">{found.name}</View>
        </Section>
      ) : null}
      {found && !found.onFile ? (
        <Notice tone="wait">{`${found.name}的在岗人员档案中没有与您的姓名和证件号一致的人。请联系单位人事部门建档或更正，再来绑定。`}</Notice>
      ) : null}
    </View>
  )
}
