import { getExamYearHistory, listExamYearSettings, publishExamYear, type ExamYearDraft, type ExamYearVersion } from '@talent/shared/contract/exam-years'
import { listExamYears } from '@talent/shared/contract/trials'
import { compareExamYears } from '@talent/shared/domain/exam-year-words'
import { App, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { ProblemAlert } from '../../api/problem-alert'
import { isProblem } from '../../api/problem-text'
import { useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { OldNewTable } from '../../ui/old-new-table'
import styles from './exam-years.module.css'

interface PublishDialogProps {
  draft: ExamYearDraft
  current: ExamYearVersion | null
  onClose: () => void
}

/** What differs from the version in force, before it holds for everybody. */
export function PublishDialog({ draft, current, onClose }: PublishDialogProps) {
  const { message } = App.useApp()
  const id = useId()
  const refresh = useRefresh()
  const [note, setNote] = useState('')
  const publish = useEndpointMutation(publishExamYear, { refreshes: [getExamYearHistory, listExamYearSettings, listExamYears] })
  const { businessCode, year } = draft.settings
  const changes = current ? compareExamYears(current.settings, draft.settings) : []
  const same = current !== null && changes.length === 0
  const send = () =>
    publish.mutate(
      { businessCode, year, version: draft.version, note },
      {
        onSuccess: ({ version }) => {
          void message.success(`第 ${version} 版已发布，即时生效`)
          onClose()
        },
        // Somebody else saved or published meanwhile: the page behind shows it.
        onError: (error) => {
          if (isProblem(error, 'STALE', 'EXAM_YEAR_DRAFT')) refresh(getExamYearHistory)
        },
      },
    )
  return (
    <Modal
      open
      width={760}
      title={`发布 ${year} 年度第 ${(current?.version ?? 0) + 1} 版`}
      okText="发布"
      cancelText="返回修改"
      okButtonProps={{ disabled: same, loading: publish.isPending }}
      mask={{ closable: false }}
      onOk={send}
      onCancel={onClose}
    >
      <div className={styles.version}>
        <ProblemAlert error={publish.error} />
        {same ? (
          <p>草稿与现行版本相同，没有需要发布的修改。</p>
        ) : current ? (
          <OldNewTable caption={`与现行第 ${current.version} 版相比，修改 ${changes.length} 项。发布后全省即时生效；已提交的申报材料仍按提交时的版本审核。`} changes={changes} />
        ) : (
          <p>这是本年度的第一版，发布后在填报时间内即可填报。</p>
        )}
        <label htmlFor={id}>修改说明（选填，各单位可以看到）</label>
        <Input.TextArea id={id} rows={2} maxLength={200} showCount value={note} onChange={(event) => setNote(event.target.value)} />
      </div>
    </Modal>
  )
}
