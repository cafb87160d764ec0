import { getPersonDetails, maxPictureBytes, setPortrait, type PersonDetails as Details } from '@talent/shared/contract/details'
import { searchPeople } from '@talent/shared/contract/people'
import { searchPictures } from '@talent/shared/contract/pictures'
import { Skeleton } from 'antd'
import { useEffect } from 'react'
import { useLocation } from 'react-router'
import { ProblemAlert } from '../../../api/problem-alert'
import { useSession } from '../../../api/session'
import { useEndpoint, useEndpointMutation, useRefresh } from '../../../api/use-endpoint'
import { FormCard } from '../../../ui/form-card'
import { nameless } from '../../../ui/shrink-picture'
import { UploadDrop } from '../../../ui/upload-drop'
import { sendPicture } from '../../pictures/picture-sending'
import { completeness } from '../section-id'
import { Section } from '../sections'
import { DetailSectionCard } from './detail-section'
import styles from './details.module.css'
import { PictureList } from './picture-list'

/** Portrait and details of a person, section by section, and how complete they are for the exams of the year. */
export function PersonDetails({ personId }: { personId: number }) {
  const details = useEndpoint(getPersonDetails, { personId })
  useRecordOfAddress(details.data !== undefined)
  if (!details.data) return details.error ? <ProblemAlert error={details.error} retry={() => void details.refetch()} /> : <Skeleton active={false} paragraph={{ rows: 6 }} />
  const { examYear, complete, necessary, locked, sections } = details.data
  return (
    <>
      <Section name={completeness}>
        <FormCard title="资料完整度" description={`${examYear} 年度考试必需的资料共 ${necessary} 类，已完整 ${complete} 类。${complete < necessary ? '缺少的内容标在各类资料下方；必需的资料完整后，填报会自动提交考生确认。' : ''}`}>
          <Portrait personId={personId} details={details.data} />
        </FormCard>
      </Section>
      {sections.map((group) => (
        <Section key={group.section} name={group.section}>
          <DetailSectionCard personId={personId} group={group} locked={locked} />
        </Section>
      ))}
    </>
  )
}

/** A list leads to one record of the page: `#detail-12`. */
function useRecordOfAddress(shown: boolean) {
  const { hash } = useLocation()
  useEffect(() => {
    if (shown && hash.startsWith('#detail-')) document.getElementById(hash.slice(1))?.scrollIntoView({ block: 'center' })
  }, [shown, hash])
}

/** Where a portrait is seen. */
const shown = [getPersonDetails, searchPeople, searchPictures]

function Portrait({ personId, details: { portrait, locked } }: { personId: number; details: Details }) {
  const { can } = useSession()
  const refresh = useRefresh()
  const set = useEndpointMutation(setPortrait, { refreshes: shown })
  const current = portrait?.attachmentId ?? null
  const writable = can('person.write') && !locked
  return (
    <div className={styles.dialogPictures}>
      <ProblemAlert error={set.error} />
      {portrait ? (
        <PictureList personId={personId} label="照片" pictures={[portrait]} onChange={writable ? () => set.mutate({ personId, attachmentId: null, current }) : undefined} />
      ) : (
        <p className={styles.empty}>还没有照片</p>
      )}
      {writable && (
        <UploadDrop
          label="证件照"
          hint="JPG 或 PNG，不超过 3 MB；新照片替换原来的照片"
          extensions={['.jpg', '.jpeg', '.png']}
          maxBytes={maxPictureBytes}
          send={async (file, progress) => {
            await sendPicture({ place: { personId, detailId: null }, replaces: [], portrait: current }, nameless(file), progress)
            for (const endpoint of shown) refresh(endpoint)
          }}
        />
      )}
    </div>
  )
}
