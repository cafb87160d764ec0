import type { AuditDetail } from '@talent/shared/contract/audit'
import { getDeskPicture } from '@talent/shared/contract/audit-desk'
import { groupIdentityNumber } from '@talent/shared/domain/mask'
import { useEndpoint } from '../../api/use-endpoint'
import { Fact, Facts } from '../../ui/facts'
import { FormCard } from '../../ui/form-card'
import { useObjectUrl } from '../../ui/photo-viewer'
import styles from './audit.module.css'
import { sectionId } from './review-side'

type Section = AuditDetail['sections'][number]
type Picture = Section['pictures'][number]

interface FiledProps {
  businessCode: string
  detail: AuditDetail
  /** The picture that is shown large. */
  shown: number | null
  /** null: thumbnails are all that may be seen. */
  onShow: ((attachmentId: number) => void) | null
}

/** What the candidate confirmed, as it was then. */
export function FiledSections({ businessCode, detail, shown, onShow }: FiledProps) {
  return (
    <>
      {detail.sections.map((section) => (
        <div key={section.section} id={sectionId(section.section)}>
          <FormCard title={section.title} extra={section.section === 'trial' ? <span className={styles.small}>{`合计 ${detail.totalMonths} 个月`}</span> : undefined}>
            <Facts>
              {section.fields.map(({ label, value }) => (
                <Fact key={label} term={label}>{value === '' ? '—' : label === '证件号' ? groupIdentityNumber(value) : value}</Fact>
              ))}
            </Facts>
            {section.pictures.length > 0 && (
              <div className={styles.thumbs}>
                {section.pictures.map((picture) => (
                  <Thumb
                    key={picture.attachmentId}
                    businessCode={businessCode}
                    applicationId={detail.id}
                    picture={picture}
                    pressed={picture.attachmentId === shown}
                    onShow={onShow && (() => onShow(picture.attachmentId))}
                  />
                ))}
              </div>
            )}
            {section.pictures.length > 0 && !onShow && <p className={styles.small}>您的角色只能看缩略图，大图上有完整证件号。</p>}
          </FormCard>
        </div>
      ))}
    </>
  )
}

interface ThumbProps {
  businessCode: string
  applicationId: number
  picture: Picture
  pressed: boolean
  onShow: (() => void) | null
}

function Thumb({ businessCode, applicationId, picture: { attachmentId, label }, pressed, onShow }: ThumbProps) {
  const file = useEndpoint(getDeskPicture, { businessCode, applicationId, attachmentId, size: 'thumb' })
  const url = useObjectUrl(file.data?.blob)
  const content = (
    <>
      {url ? <img src={url} alt="" /> : <span className={styles.thumbEmpty}>{file.error ? '没有打开' : ''}</span>}
      <span>{label}</span>
    </>
  )
  if (!onShow) return <span className={styles.thumb}>{content}</span>
  return (
    <button type="button" className={styles.thumb} aria-pressed={pressed} aria-label={`查看${label}`} onClick={onShow}>
      {content}
    </button>
  )
}
