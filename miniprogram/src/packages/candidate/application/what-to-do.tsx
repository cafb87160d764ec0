import type { Application } from '@talent/shared/contract/candidate'
import { View } from '@tarojs/components'
import { decoration } from '../../../ui/a11y'
import { Section } from '../../../ui/card'
import { ContactLine } from '../../../ui/contact-line'
import { Notice } from '../../../ui/notice'
import './application.scss'
import { situationOf } from './situation'

/** How it stands in calm words; what a reviewer asks for, what to do about it, and whom to ask. */
export function WhatToDo({ application, feeWaits }: { application: Application; feeWaits: boolean }) {
  const { tone, text, remark, steps, ask } = situationOf(application, feeWaits)
  const contact = ask ? application.contact : null
  return (
    <View>
      <Notice tone={tone}>{text}</Notice>
      {steps.length || remark || contact ? (
        <Section title={steps.length ? '怎么办' : '审核意见'}>
          {remark ? (
            <View className="application__remark">
              <View className="application__remark-from">{remark.from}</View>
              <View>{remark.text}</View>
            </View>
          ) : null}
          {steps.map((step, index) => (
            <View className="application__step" key={step}>
              <View className="application__step-number" {...decoration}>{String(index + 1)}</View>
              <View className="application__step-text">{step}</View>
            </View>
          ))}
          {contact ? <ContactLine contact={contact} /> : null}
        </Section>
      ) : null}
    </View>
  )
}
