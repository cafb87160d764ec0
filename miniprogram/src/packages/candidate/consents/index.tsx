import type { Me } from '@talent/shared/contract/wechat-session'
import { useMe } from '../../../api/use-me'
import { openPage } from '../../../platform/navigation'
import { chinaTime } from '../../../platform/time'
import { SecondaryButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'
import { PageShell } from '../../../ui/page-shell'
import { candidatePaths } from '../../../platform/page-paths'

const kinds: Record<Me['consents'][number]['kind'], string> = {
  privacy: '隐私说明',
  identityCard: '单独同意：使用身份证件信息',
  face: '单独同意：使用人脸信息',
}

/** What one has agreed to, when, and to which text. */
export default function Consents() {
  const me = useMe()
  return (
    <PageShell
      title="授权记录"
      query={me}
      empty={({ consents }) => (consents.length ? null : { title: '还没有授权记录', detail: '办理实名认证、人脸核验等事项前，会单独征求您的同意。' })}
      footer={() => <SecondaryButton onTap={() => openPage(candidatePaths.privacy)}>查看隐私说明</SecondaryButton>}
    >
      {({ consents }) =>
        consents.map(({ kind, version, givenAt }) => (
          <Section key={`${kind} ${version}`} title={kinds[kind]}>
            <FieldRow label="同意时间" value={chinaTime(givenAt)} />
            <FieldRow label="文本版本" value={version} />
          </Section>
        ))
      }
    </PageShell>
  )
}
