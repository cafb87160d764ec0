import { AccountVerification, getAccountVerification, saveAccountVerification } from '@talent/shared/contract/account-verification'
import { checkHolder, holderFields, readHolder, type AccountHolder, type HolderField } from '@talent/shared/domain/account-holder'
import type { FieldValues } from '@talent/shared/domain/fields'
import { isError } from '@talent/shared/domain/issue'
import { App, Button } from 'antd'
import { useState } from 'react'
import { isProblem, problemIssues } from '../../api/problem-text'
import { StaleDialog } from '../../api/stale-dialog'
import { staleRecord } from '../../api/stale-record'
import { useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { useDraft } from '../../drafts/use-draft'
import { useUnsavedGuard } from '../../layout/use-unsaved-guard'
import { useCloseQuestion } from '../../layout/use-guarded-close'
import { FieldsForm } from '../../ui/fields-form'
import { FormCard } from '../../ui/form-card'
import { todayInChina } from '../../ui/time-text'
import styles from './account-verification.module.css'
import { HolderDraft, holderOf, maskedHolder, savedHolder, staleFields } from './holder-values'
import { PhotoField } from './photo-field'
import { sides, type Side } from './sides'

interface HolderFormProps {
  verification: AccountVerification
  initial: AccountHolder
  onDone: () => void
}

const photoKeys = { front: 'frontPhotoId', back: 'backPhotoId' } as const

export function HolderForm({ verification, initial, onDone }: HolderFormProps) {
  const { message } = App.useApp()
  const refresh = useRefresh()
  const [photos, setPhotos] = useState<Record<Side, number | null>>({ front: null, back: null })
  const [dirty, setDirty] = useState(false)
  const [asked, setAsked] = useState(false)
  /** What is saved over: the version that this form was opened with, or its draft. */
  const [base, setBase] = useState(verification.version)
  const [restored, setRestored] = useState<AccountHolder | null>(null)
  const [mine, setMine] = useState<AccountHolder | null>(null)
  const draft = useDraft<HolderDraft>({
    name: 'holder',
    schema: HolderDraft,
    onRestore: (kept) => {
      setBase(kept.version)
      setRestored(kept.holder)
      setDirty(true)
    },
  })
  const leave = useUnsavedGuard(dirty, draft.clear)
  const close = useCloseQuestion(dirty, onDone, draft.clear)
  const save = useEndpointMutation(saveAccountVerification, { refreshes: [getAccountVerification] })
  const first = verification.state === 'none'
  const lacks = (side: Side) => !verification.photosKept && photos[side] === null

  const stale = staleRecord(save.error, AccountVerification)

  const done = () => {
    draft.clear()
    setDirty(false)
    leave(onDone)
  }
  const send = (holder: AccountHolder, version: number) => {
    setMine(holder)
    save.mutate(
      { ...holder, frontPhotoId: photos.front, backPhotoId: photos.back, version },
      {
        onSuccess: () => {
          void message.success('已保存，请下载授权书')
          done()
        },
        // Submitted or decided in another window: what stands there now is shown.
        onError: (error) => {
          if (isProblem(error, 'ACCOUNT_VERIFICATION_STATE')) refresh(getAccountVerification)
        },
      },
    )
  }
  const submit = (values: FieldValues<HolderField>) => {
    if (!sides.some(({ side }) => lacks(side))) send(holderOf(values), base)
  }
  const problemOf = (side: Side, label: string): string | undefined => {
    const refused = problemIssues(save.error).find((issue) => issue.path[0] === photoKeys[side])
    return refused && photos[side] !== null ? refused.message : asked && lacks(side) ? `请上传证件${label}照片` : undefined
  }
  return (
    <FormCard title="账号使用人" description="请填写实际使用本账号的人。信息只用于账号实名认证，列表中隐藏显示，每次查看都有记录；证件照片四角完整、文字清楚，审核结束后按期删除。">
      {draft.notice}
      <div className={styles.sides}>
        {sides.map(({ side, label }) => (
          <PhotoField
            key={side}
            side={side}
            label={label}
            kept={verification.photosKept ? verification.version : null}
            problem={problemOf(side, label)}
            onUploaded={(photoId) => {
              setDirty(true)
              setPhotos((old) => ({ ...old, [side]: photoId }))
            }}
          />
        ))}
      </div>
      {/* Missing photos are named together with what is wrong in the fields. */}
      <div onSubmitCapture={() => setAsked(true)}>
        <FieldsForm<HolderField>
          key={restored ? 'restored' : 'initial'}
          name="holder"
          specs={holderFields}
          initialValues={{ ...(restored ?? initial) }}
          check={(values) => checkHolder(readHolder(holderOf(values)), todayInChina()).filter(isError)}
          onSubmit={submit}
          saving={save.isPending}
          error={stale ? null : save.error}
          onDirty={setDirty}
          onValues={(values) => draft.keep({ version: base, holder: holderOf(values) })}
          extraActions={!first && <Button onClick={close}>取消</Button>}
        />
      </div>
      {!first && verification.proofs.length > 0 && <p className={styles.problem}>修改信息后，已上传的授权书作废，需要重新下载、盖章、上传；只更换证件照片不影响。</p>}
      {stale && mine && (
        <StaleDialog
          mine={maskedHolder(mine)}
          current={savedHolder(stale)}
          fields={staleFields}
          onKeepMine={() => send(mine, stale.version)}
          onTakeCurrent={() => {
            refresh(getAccountVerification)
            done()
          }}
          onCancel={() => save.reset()}
        />
      )}
    </FormCard>
  )
}
