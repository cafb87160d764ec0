import { useState } from 'react'
import { askSubscription } from '../../../api/subscription'
import { useMe } from '../../../api/use-me'
import { openTab, pageParam } from '../../../platform/navigation'
import { PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { PageShell } from '../../../ui/page-shell'
import { Steps } from '../../../ui/steps'
import { isWay, wayLabels } from '../identity/way'
import { EntryStep } from './entry-step'
import { PhotoStep } from './photo-step'
import { ResultStep } from './result-step'
import { automaticIsOver, type IdentityForm, offersManual, useIdentityForm } from './use-identity-form'

const titles = ['填写信息', '拍摄证件', '完成'] as const
const steps = ['entry', 'photos', 'done'] as const

export default function IdentityFormPage() {
  const [wanted] = useState(() => pageParam('way'))
  const me = useMe()
  const form = useIdentityForm(me.status === 'ready' ? me.data : null, isWay(wanted) ? wanted : 'automatic')
  return (
    <PageShell title={wayLabels[form.way]} query={me} skeleton="detail" footer={() => <Footer form={form} />}>
      {() => (
        <>
          <Steps titles={titles} current={steps.indexOf(form.step)} />
          {form.step === 'entry' ? <EntryStep form={form} /> : null}
          {form.step === 'photos' ? <PhotoStep form={form} /> : null}
          {form.step === 'done' && form.result ? <ResultStep result={form.result} /> : null}
        </>
      )}
    </PageShell>
  )
}

function Footer({ form }: { form: IdentityForm }) {
  if (form.step === 'entry') return <PrimaryButton onTap={form.next}>下一步：拍摄证件</PrimaryButton>
  if (form.step === 'done') {
    const leave = async () => {
      if (form.result?.state === 'pending') await askSubscription('verification')
      openTab('/pages/home/index')
    }
    return <PrimaryButton onTap={leave}>返回首页</PrimaryButton>
  }
  if (!form.consented) {
    return (
      <>
        <PrimaryButton onTap={form.consent}>同意并继续</PrimaryButton>
        <SecondaryButton onTap={form.backToEntry}>上一步</SecondaryButton>
      </>
    )
  }
  if (form.way === 'automatic' && automaticIsOver(form.failure)) {
    return (
      <>
        <PrimaryButton onTap={form.switchToManual}>改用人工审核</PrimaryButton>
        <SecondaryButton onTap={form.backToEntry}>上一步</SecondaryButton>
      </>
    )
  }
  return (
    <>
      <PrimaryButton onTap={form.submit}>{form.way === 'automatic' ? '开始核验' : '提交人工审核'}</PrimaryButton>
      {form.way === 'automatic' && offersManual(form.failure) ? (
        <SecondaryButton onTap={form.switchToManual}>改用人工审核</SecondaryButton>
      ) : (
        <SecondaryButton onTap={form.backToEntry}>上一步</SecondaryButton>
      )}
    </>
  )
}
