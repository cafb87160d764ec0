import {
  listAuthorities, listInstitutionChanges, requestInstitutionChange, resubmitInstitutionChange, uploadChangeDocument, uploadChangePicture, type ChangeProof, type InstitutionChange,
} from '@talent/shared/contract/institution-changes'
import { checkFixedFacts, fixedFieldLabels, fixedTextFields, maxChangeProofs, maxChangeReason, readFixedFacts, type FixedFacts, type FixedField } from '@talent/shared/domain/institution-change'
import { isError, type Issue } from '@talent/shared/domain/issue'
import { App, Button, Form, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { applyIssues } from '../../api/apply-issues'
import { ProblemAlert } from '../../api/problem-alert'
import { isProblem, problemIssues } from '../../api/problem-text'
import { uploadTo, useEndpoint, useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import type { Draft } from '../../drafts/use-draft'
import { useUnsavedGuard } from '../../layout/use-unsaved-guard'
import { FieldItems } from '../../ui/fields-form'
import { fieldId, FieldGrid, FormCard, IssueList } from '../../ui/form-card'
import { formOf, pictureOrDocument } from '../../ui/picture-or-document'
import { UploadDrop } from '../../ui/upload-drop'
import { useFormTop } from '../../ui/use-form-top'
import { authorityChoices } from './authority-choices'
import { startOf, type ChangeDraft, type ChangeValues } from './change-draft'
import styles from './institution-changes.module.css'
import { ProofList, proofUrl, type ShownProof } from './proof-list'

const formName = 'change'

interface ChangeFormProps {
  current: FixedFacts
  reviewer: string
  /** The one to send again; null: a new one. */
  rejected: InstitutionChange | null
  /** Typed before: a draft, or what a colleague's application came before. Read once. */
  kept: ChangeDraft | null
  draft: Pick<Draft<ChangeDraft>, 'keep' | 'clear'>
  /** A colleague was faster: this was typed, and has not been sent. Null: it has been. */
  onOvertaken: (mine: ChangeDraft | null) => void
}

/** Everything as it should stand; what is left as it is does not change. */
export function ChangeForm({ current, reviewer, rejected, kept, draft, onOvertaken }: ChangeFormProps) {
  const { message } = App.useApp()
  const refresh = useRefresh()
  const [form] = Form.useForm<ChangeValues>()
  const { top, show: showTop } = useFormTop()
  const [over] = useState(() => startOf(current, rejected ?? undefined))
  const [proofs, setProofs] = useState(() => shownProofs(kept?.proofs ?? rejected?.proofs ?? [], rejected))
  const [shown, setShown] = useState<Issue[]>([])
  const [asked, setAsked] = useState(false)
  const [dirty, setDirty] = useState(kept !== null)
  const leave = useUnsavedGuard(dirty, draft.clear)
  const authorities = useEndpoint(listAuthorities, {})
  const request = useEndpointMutation(requestInstitutionChange)
  const resubmit = useEndpointMutation(resubmitInstitutionChange)
  const error = request.error ?? resubmit.error
  useEffect(() => void applyIssues(form, shown), [form, shown])
  useEffect(() => {
    const answered = problemIssues(error)
    if (answered.length > 0) setShown(answered)
    if (error) showTop()
  }, [error, showTop])

  const read = () => {
    const { reason = '', ...facts } = { ...over, ...kept?.values, ...form.getFieldsValue(true) } as ChangeValues
    return { facts, reason }
  }
  const typed = (all: readonly ShownProof[]): ChangeDraft => {
    const { facts, reason } = read()
    return { over, values: { ...facts, reason }, proofs: all.map(({ proofId, form: kind }) => ({ proofId, form: kind })) }
  }
  const check = (kept: readonly ShownProof[]): Issue[] => {
    const { facts, reason } = read()
    return [
      ...checkFixedFacts(current, readFixedFacts(facts)),
      ...(reason.trim() === '' ? [{ path: ['reason'], code: 'REQUIRED', message: '请填写修改原因' }] : []),
      ...(kept.length === 0 ? [{ path: ['proofIds'], code: 'REQUIRED', message: '请上传证明材料' }] : []),
    ]
  }
  const changed = (kept: readonly ShownProof[] = proofs) => {
    setDirty(true)
    draft.keep(typed(kept))
    if (asked) setShown(check(kept))
  }
  const remove = (proofId: number) => {
    const next = proofs.filter((proof) => proof.proofId !== proofId)
    setProofs(next)
    changed(next)
  }
  const uploaded = (proof: ShownProof) => {
    // Several may be on their way at once.
    setProofs((old) => [...old, proof])
    changed([...proofs, proof])
  }
  const submit = () => {
    const found = check(proofs)
    setAsked(true)
    setShown(found)
    if (found.some(isError)) return showTop()
    const { facts, reason } = read()
    const input = { ...facts, reason, proofIds: proofs.map((proof) => proof.proofId) }
    const outcome = {
      onSuccess: () => {
        setDirty(false)
        draft.clear()
        onOvertaken(null)
        void message.success(`已提交，等待${reviewer}审核`)
        leave(() => refresh(listInstitutionChanges))
      },
      // Another one was sent from elsewhere: it is shown.
      onError: (problem: unknown) => {
        if (!isProblem(problem, 'STALE', 'CHANGE_STATE', 'CHANGE_OPEN')) return
        onOvertaken(typed(proofs))
        refresh(listInstitutionChanges)
      },
    }
    if (rejected) resubmit.mutate({ changeId: rejected.id, ...input, version: rejected.version }, outcome)
    else request.mutate(input, outcome)
  }
  const choices = authorityChoices(authorities.data?.items ?? [])
  return (
    <FormCard title={rejected ? '修改后重新提交' : '申请修改'} description="只改需要变更的项目，其余保持原样。">
      <Form form={form} name={formName} layout="vertical" initialValues={kept?.values ?? over} onValuesChange={() => changed()} onFinish={submit}>
        <div ref={top}>
          {problemIssues(error).length === 0 && <ProblemAlert error={error} />}
          <IssueList form={formName} issues={shown} labelOf={(path) => labels[String(path[0])]} />
        </div>
        <FieldItems specs={fixedTextFields} />
        <FieldGrid>
          <Form.Item name="authorityId" label={fixedFieldLabels.authorityId} extra="变更后，未办结的审核一并转到新的主管单位">
            <Select loading={authorities.isPending} options={choices} showSearch={{ optionFilterProp: 'label' }} placeholder="请选择主管单位" notFoundContent={authorities.error ? '没有取到主管单位，请刷新页面' : '没有这个单位'} />
          </Form.Item>
          <Form.Item name="reason" label="修改原因" required>
            <Input.TextArea rows={2} maxLength={maxChangeReason} showCount placeholder="如：经楚江市卫健委批准更名，执业许可证已变更" />
          </Form.Item>
        </FieldGrid>
        <div id={fieldId(formName, ['proofIds'])} role="group" aria-label="证明材料" className={styles.proofField}>
          <p className={styles.label}>证明材料</p>
          <ProofList proofs={proofs} onRemove={remove} />
          {proofs.length < maxChangeProofs && <ProofDrop onUploaded={uploaded} />}
        </div>
        <div className={styles.actions}>
          <Button type="primary" htmlType="submit" loading={request.isPending || resubmit.isPending}>
            {rejected ? '重新提交' : '提交申请'}
          </Button>
        </div>
      </Form>
    </FormCard>
  )
}

function shownProofs(proofs: readonly ChangeProof[], rejected: InstitutionChange | null): ShownProof[] {
  const ofRejected = new Set(rejected?.proofs.map(({ proofId }) => proofId))
  return proofs.map((proof) => ({ ...proof, url: rejected && ofRejected.has(proof.proofId) ? proofUrl(rejected.id, proof.proofId) : null }))
}

const labels: Record<string, string> = { ...fixedFieldLabels, reason: '修改原因', proofIds: '证明材料' } satisfies Record<FixedField | 'reason' | 'proofIds', string>

function ProofDrop({ onUploaded }: { onUploaded: (proof: ShownProof) => void }) {
  const send = async (file: File, progress: (percent: number) => void) => {
    const proof = formOf(file) === 'document' ? await uploadTo(uploadChangeDocument, { file }, progress) : await uploadTo(uploadChangePicture, { file }, progress)
    onUploaded({ ...proof, url: URL.createObjectURL(file) })
  }
  return (
    <UploadDrop
      label="变更后的执业许可证、批复文件等"
      hint={`${pictureOrDocument.hint}，最多 ${maxChangeProofs} 个文件`}
      extensions={pictureOrDocument.extensions}
      maxBytes={pictureOrDocument.maxBytes}
      send={send}
    />
  )
}
