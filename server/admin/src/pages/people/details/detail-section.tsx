import { getPersonDetails, removeDetail, revealPersonDetails, searchDetails, type DetailGroup, type DetailRecord } from '@talent/shared/contract/details'
import { searchPictures } from '@talent/shared/contract/pictures'
import { getTodos } from '@talent/shared/contract/organization'
import { detailValue } from '@talent/shared/domain/detail'
import type { FieldSpec } from '@talent/shared/domain/fields'
import { detailSections, type DetailSection } from '@talent/shared/domain/sections/details'
import { Button } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../../api/problem-alert'
import { useSession } from '../../../api/session'
import { useEndpointMutation } from '../../../api/use-endpoint'
import { useConfirm } from '../../../ui/confirm'
import { Fact, Facts } from '../../../ui/facts'
import { FormCard } from '../../../ui/form-card'
import { MaskedValue } from '../../../ui/masked-value'
import { StateTag } from '../../../ui/state-tag'
import { DetailDialog } from './detail-dialog'
import styles from './details.module.css'
import { PictureList } from './picture-list'

interface DetailSectionCardProps {
  personId: number
  group: DetailGroup
  locked: boolean
}

/** All records of one section; what an exam of the year can't do without is starred and what is missing is named. */
export function DetailSectionCard({ personId, group, locked }: DetailSectionCardProps) {
  const { can } = useSession()
  const [open, setOpen] = useState<{ record: DetailRecord | null } | null>(null)
  const writable = can('person.write') && !locked
  return (
    <FormCard
      title={group.label}
      extra={
        <span className={styles.head}>
          {group.necessaryFor.length > 0 && <StateTag tone={group.missing.length > 0 ? 'ask' : 'ok'}>{`${group.necessaryFor.join('、')}必需`}</StateTag>}
          {writable && (
            <Button onClick={() => setOpen({ record: null })} aria-label={`新增${group.label}`}>
              新增
            </Button>
          )}
        </span>
      }
    >
      {group.missing.length > 0 && group.necessaryFor.length > 0 && <p className={styles.missing}>{group.missing.join('；')}</p>}
      {group.records.length === 0 && group.missing.length === 0 && <p className={styles.empty}>还没有记录</p>}
      {group.records.map((record) => (
        <Record key={record.id} personId={personId} record={record} onChange={writable ? () => setOpen({ record }) : null} />
      ))}
      {open && <DetailDialog personId={personId} section={group.section} record={open.record} onClose={() => setOpen(null)} />}
    </FormCard>
  )
}

function Record({ personId, record, onChange }: { personId: number; record: DetailRecord; onChange: (() => void) | null }) {
  const { fields, label }: DetailSection = detailSections[record.section]
  const { remove, error, isPending } = useRemoveDetail(personId, record)
  return (
    <section className={styles.record} id={`detail-${record.id}`} aria-label={record.title}>
      <div className={styles.recordHead}>
        <h3 className={styles.recordTitle}>
          {record.title} {record.missingAttachment && <StateTag tone="ask">缺少附件</StateTag>}
        </h3>
        {onChange && (
          <span className={styles.recordActions}>
            <Button type="link" size="small" onClick={onChange} aria-label={`修改${record.title}`}>
              修改
            </Button>
            <Button type="link" size="small" danger loading={isPending} onClick={() => void remove()} aria-label={`删除${record.title}`}>
              删除
            </Button>
          </span>
        )}
      </div>
      <ProblemAlert error={error} />
      {record.warnings.map((warning) => (
        <p key={warning.message} className={styles.warning}>
          {warning.message}
        </p>
      ))}
      <Facts layout="pairs">
        {fields.filter((field) => record.values[field.key]).map((field) => (
          <Fact key={field.key} term={field.label}>
            <Value personId={personId} record={record} field={field} />
          </Fact>
        ))}
      </Facts>
      {record.pictures.length > 0 && <PictureList personId={personId} label={`${label}附件`} pictures={record.pictures} />}
    </section>
  )
}

function Value({ personId, record, field }: { personId: number; record: DetailRecord; field: FieldSpec }) {
  const { can } = useSession()
  const reveal = useEndpointMutation(revealPersonDetails)
  if (!field.personal) return <>{detailValue(record.section, field.key, record.values)}</>
  const masked = record.values[field.key] ?? ''
  const revealed = async () => (await reveal.mutateAsync({ personId })).fields.find((one) => one.detailId === record.id && one.field === field.key)?.value ?? masked
  return <MaskedValue masked={masked} label={field.label} reveal={can('person.reveal') ? revealed : undefined} />
}

/** 删除 of one record, after a question. */
export function useRemoveDetail(personId: number, record: DetailRecord) {
  const confirm = useConfirm()
  const { mutate, error, isPending } = useEndpointMutation(removeDetail, { refreshes: [getPersonDetails, searchDetails, searchPictures, getTodos] })
  const remove = async () => {
    const sure = await confirm({ title: `删除“${record.title}”？`, content: '记录和附件一并删除，不能恢复。考试必需的资料缺少时，填报不会提交考生确认。', action: '删除', danger: true })
    if (sure) mutate({ personId, detailId: record.id, version: record.version })
  }
  return { remove, error, isPending }
}
