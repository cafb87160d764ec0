import { getInstitution, Institution, updateInstitution } from '@talent/shared/contract/institution'
import { labelOf } from '@talent/shared/dictionaries/index'
import { App, Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { StaleDialog } from '../../api/stale-dialog'
import { staleRecord } from '../../api/stale-record'
import { useEndpoint, useEndpointMutation } from '../../api/use-endpoint'
import { useDraft } from '../../drafts/use-draft'
import { useUnsavedGuard } from '../../layout/use-unsaved-guard'
import { Fact, Facts } from '../../ui/facts'
import { FormCard } from '../../ui/form-card'
import { PageHeader } from '../../ui/page-header'
import { timeText } from '../../ui/time-text'
import { FilesCard } from './files-card'
import { InstitutionForm } from './institution-form'
import { InstitutionDraft, staleFields, valuesOf, type InstitutionContent } from './institution-values'

/** R4: what the institution keeps about itself, beside what only the authority above changes. */
export function InstitutionPage() {
  const institution = useEndpoint(getInstitution, {})
  return (
    <>
      <PageHeader title="机构信息维护" description="请核对并补全本机构的信息。考生在小程序中看到的单位联系电话就是这里填写的。" />
      <ProblemAlert error={institution.error} retry={() => void institution.refetch()} />
      {institution.data ? (
        <>
          <FixedFacts fixed={institution.data.fixed} updatedAt={institution.data.updatedAt} />
          <Editor institution={institution.data} />
          <FilesCard />
        </>
      ) : (
        !institution.error && <Skeleton active={false} paragraph={{ rows: 10 }} />
      )}
    </>
  )
}

function FixedFacts({ fixed, updatedAt }: Pick<Institution, 'fixed' | 'updatedAt'>) {
  const navigate = useNavigate()
  const facts: [label: string, value: string | null][] = [
    ['机构名称', fixed.name],
    ['统一社会信用代码', fixed.creditCode],
    ['医疗机构执业许可证号', fixed.licenseNo],
    ['机构类别', fixed.category && (labelOf('institutionCategory', fixed.category) ?? fixed.category)],
    ['主管单位', fixed.authorityName],
    ['最近保存', updatedAt ? timeText(updatedAt) : '还没有保存过'],
  ]
  return (
    <FormCard
      title="主体信息"
      description="主体信息由主管单位维护，这里不能直接修改。如有变化，请点击右侧“机构信息修改”，附上证明材料申请，审核通过后即时生效。"
      extra={<Button onClick={() => void navigate('/institution-changes')}>机构信息修改</Button>}
    >
      <Facts>
        {facts.map(([label, value]) => (
          <Fact key={label} term={label}>{value || '未登记'}</Fact>
        ))}
      </Facts>
    </FormCard>
  )
}

/** Keeps what it was opened with: a newer version that arrives beside it never changes what is being typed. */
function Editor({ institution }: { institution: Institution }) {
  const { can } = useSession()
  const { message } = App.useApp()
  const [opened, setOpened] = useState(institution)
  /** What the form began with when it was not the record itself. */
  const [restored, setRestored] = useState<InstitutionDraft | null>(null)
  const [dirty, setDirty] = useState(false)
  const [mine, setMine] = useState<InstitutionContent | null>(null)
  const canWrite = can('institution.write')
  const version = restored?.version ?? opened.version
  const draft = useDraft<InstitutionDraft>({
    name: 'institution',
    schema: InstitutionDraft,
    enabled: canWrite,
    onRestore: (kept) => {
      setRestored(kept)
      setDirty(true)
    },
  })
  useUnsavedGuard(dirty, draft.clear)
  const update = useEndpointMutation(updateInstitution, { refreshes: [getInstitution] })
  const current = staleRecord(update.error, Institution)

  const start = (from: Institution) => {
    setOpened(from)
    setRestored(null)
    setDirty(false)
    draft.clear()
    update.reset()
  }
  const save = (content: InstitutionContent, over: number) => {
    setMine(content)
    update.mutate(
      { ...content, version: over },
      {
        onSuccess: (saved) => {
          start(saved)
          void message.success('机构信息已保存')
        },
      },
    )
  }
  return (
    <>
      {draft.notice}
      <InstitutionForm
        key={restored ? 'restored' : opened.version}
        initial={restored?.values ?? valuesOf(opened)}
        canWrite={canWrite}
        saving={update.isPending}
        error={update.error}
        onSubmit={(content) => save(content, version)}
        onChange={(values) => {
          setDirty(true)
          draft.keep({ version, values })
        }}
      />
      {current && mine && (
        <StaleDialog
          mine={mine}
          current={current}
          fields={staleFields(mine, current)}
          onKeepMine={() => save(mine, current.version)}
          onTakeCurrent={() => start(current)}
          onCancel={() => update.reset()}
        />
      )}
    </>
  )
}
