import { revealAccountVerification, type AccountVerification } from '@talent/shared/contract/account-verification'
import { labelOf } from '@talent/shared/dictionaries/index'
import type { AccountHolder } from '@talent/shared/domain/account-holder'
import { App, Button } from 'antd'
import { useState } from 'react'
import { problemText } from '../../api/problem-text'
import { client } from '../../api/client'
import { useEndpointMutation } from '../../api/use-endpoint'
import { Fact, Facts } from '../../ui/facts'
import { FormCard } from '../../ui/form-card'
import { MaskedValue } from '../../ui/masked-value'
import { PictureGroup, Thumbnail } from '../../ui/thumbnail'
import styles from './account-verification.module.css'
import { HolderForm } from './holder-form'
import { keptPhoto, sides } from './sides'

const empty: AccountHolder = { name: '', identityType: 'residentCard', identityNumber: '', mobile: '' }

/** Whoever uses the account: a form until it is saved, then the facts with a way to change them. */
export function HolderCard({ verification }: { verification: AccountVerification }) {
  const { message } = App.useApp()
  const [editing, setEditing] = useState<AccountHolder | null>(verification.state === 'none' ? empty : null)
  const reveal = useEndpointMutation(revealAccountVerification)
  const { state, name, identityType } = verification
  const open = () =>
    reveal.mutate({}, {
      onSuccess: (whole) => setEditing({ name: name ?? '', identityType: identityType ?? '', ...whole }),
      onError: (error) => void message.error(problemText(error)),
    })
  const mayEdit = state === 'saved' || state === 'rejected'
  if (editing && (mayEdit || state === 'none')) return <HolderForm verification={verification} initial={editing} onDone={() => setEditing(null)} />
  return (
    <FormCard
      title="账号使用人"
      extra={
        mayEdit && (
          <Button loading={reveal.isPending} onClick={open}>
            修改
          </Button>
        )
      }
    >
      <HolderFacts verification={verification} />
    </FormCard>
  )
}

function HolderFacts({ verification: { name, identityType, identityNumber, mobile, photosKept, version } }: { verification: AccountVerification }) {
  const whole = (key: 'identityNumber' | 'mobile') => async () => (await client.call(revealAccountVerification, {}))[key]
  return (
    <>
      <Facts>
        <Fact term="姓名">{name}</Fact>
        <Fact term="手机号">
          <MaskedValue masked={mobile ?? ''} label="手机号" group="mobile" reveal={whole('mobile')} />
        </Fact>
        <Fact term="身份证件类别">{identityType && (labelOf('identityType', identityType) ?? identityType)}</Fact>
        <Fact term="证件号">
          <MaskedValue masked={identityNumber ?? ''} label="证件号" group="identityNumber" reveal={whole('identityNumber')} />
        </Fact>
      </Facts>
      {photosKept && (
        <PictureGroup>
          <div className={styles.kept}>
            {sides.map(({ side, label }) => (
              <Thumbnail key={side} src={keptPhoto(side, version)} alt={`证件${label}照片`} height={96} />
            ))}
          </div>
        </PictureGroup>
      )}
    </>
  )
}
