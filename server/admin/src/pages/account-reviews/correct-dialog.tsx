import { AccountReview, correctAccountReview, getAccountReview, listAccountReviews } from '@talent/shared/contract/account-verification'
import { checkHolder, holderFields, readHolder, type AccountHolder, type HolderField } from '@talent/shared/domain/account-holder'
import type { FieldValues } from '@talent/shared/domain/fields'
import { isError } from '@talent/shared/domain/issue'
import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { StaleDialog } from '../../api/stale-dialog'
import { staleRecord } from '../../api/stale-record'
import { useEndpointMutation } from '../../api/use-endpoint'
import { useGuardedClose } from '../../layout/use-guarded-close'
import { FieldsForm } from '../../ui/fields-form'
import { todayInChina } from '../../ui/time-text'

const holderOf = (values: FieldValues<HolderField>): AccountHolder => ({ name: values.name ?? '', identityType: values.identityType ?? '', identityNumber: values.identityNumber ?? '', mobile: values.mobile ?? '' })
const valuesOf = (review: AccountReview): AccountHolder => ({ name: review.name, identityType: review.identityType, identityNumber: review.fullIdentityNumber, mobile: review.mobile })

/** What was typed wrong is put right here and need not go back. */
export function CorrectDialog({ review, onClose }: { review: AccountReview; onClose: () => void }) {
  const { message } = App.useApp()
  const [base, setBase] = useState(review)
  const [mine, setMine] = useState<AccountHolder | null>(null)
  const [dirty, setDirty] = useState(false)
  const { close } = useGuardedClose(dirty, onClose)
  const done = () => {
    void message.success('已更正')
    onClose()
  }
  const correct = useEndpointMutation(correctAccountReview, { refreshes: [getAccountReview, listAccountReviews], onSuccess: done })
  const stale = staleRecord(correct.error, AccountReview)
  const save = (holder: AccountHolder, version = base.version) => {
    setMine(holder)
    correct.mutate({ accountReviewId: review.id, ...holder, version })
  }
  return (
    <Modal open title="更正账号使用人的信息" width={720} footer={null} mask={{ closable: false }} onCancel={close} destroyOnHidden>
      <p style={{ marginBottom: 16 }}>请按证件和盖章的授权书更正。更正了哪些内容会告知账号使用人，并记入日志。</p>
      <FieldsForm<HolderField>
        key={base.version}
        name="correct-holder"
        specs={holderFields}
        initialValues={{ ...valuesOf(base) }}
        check={(values) => checkHolder(readHolder(holderOf(values)), todayInChina()).filter(isError)}
        onSubmit={(values) => save(holderOf(values))}
        saving={correct.isPending}
        error={stale ? null : correct.error}
        onDirty={setDirty}
        submitLabel="保存更正"
        extraActions={<Button onClick={close}>取消</Button>}
      />
      {stale && mine && (
        <StaleDialog
          mine={mine}
          current={valuesOf(stale)}
          fields={holderFields.map(({ key, label }) => ({ key, label, show: (holder: AccountHolder) => holder[key], same: (a: AccountHolder, b: AccountHolder) => a[key] === b[key] }))}
          onKeepMine={() => save(mine, stale.version)}
          onTakeCurrent={() => {
            setBase(stale)
            setDirty(false)
            correct.reset()
          }}
          onCancel={() => correct.reset()}
        />
      )}
    </Modal>
  )
}
