import { downloadTemplate, uploadImport } from '@talent/shared/contract/imports'
import { detailSectionNames, detailSections } from '@talent/shared/domain/sections/details'
import { Alert, Radio } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { fileOf } from '../../api/download'
import { ProblemAlert } from '../../api/problem-alert'
import { isProblem, problemIssues } from '../../api/problem-text'
import { uploadTo } from '../../api/use-endpoint'
import { DownloadButton } from '../../ui/download-button'
import { HelpLink } from '../../help/help-link'
import { FormCard } from '../../ui/form-card'
import { PageHeader } from '../../ui/page-header'
import { UploadDrop } from '../../ui/upload-drop'
import { kindLabels, kindOf, type ImportKind } from './import-words'
import { ImportSteps } from './import-steps'
import styles from './imports.module.css'

/** R12: choose what to import and how, download the template, drop the file; nothing is written before the preview. */
export function NewImportPage() {
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const [kind, setKind] = useState<ImportKind>(kindOf(params.get('kind')) ?? 'people')
  const [updateExisting, setUpdateExisting] = useState(false)
  const [allOrNothing, setAllOrNothing] = useState(false)
  const [refusal, setRefusal] = useState<unknown>(null)

  const send = async (file: File, progress: (percent: number) => void) => {
    setRefusal(null)
    try {
      const job = await uploadTo(uploadImport, { kind, updateExisting, allOrNothing, file }, progress)
      void navigate(`/imports/${job.id}`)
    } catch (error) {
      setRefusal(error)
      throw error
    }
  }
  return (
    <>
      <PageHeader title="新建导入" back={{ to: '/imports', label: '人员信息导入管理' }} />
      <ImportSteps />
      <FormCard title="1. 导入内容">
        <Radio.Group aria-label="导入内容" className={styles.kinds} value={kind} onChange={(event) => setKind(kindOf(event.target.value) ?? 'people')}>
          <Radio value="people">
            <strong>{kindLabels.people}</strong>
            <span className={styles.kindHint}>姓名、证件、科室、岗位、学历、在职状态等</span>
          </Radio>
          {detailSectionNames.map((section) => (
            <Radio key={section} value={section}>
              <strong>{kindLabels[section]}</strong>
              <span className={styles.kindHint}>人员须已在人员档案中{detailSections[section].attachmentRequired && '；图片可在“附件批量导入”中补传'}</span>
            </Radio>
          ))}
          <Radio value="trials">
            <strong>{kindLabels.trials}</strong>
            <span className={styles.kindHint}>试用期时间、带教老师、考核意见；人员须已在人员档案中</span>
          </Radio>
          <Radio value="registration">
            <strong>{kindLabels.registration}</strong>
            <span className={styles.kindHint}>卫生专业技术资格考试的申报级别和报考专业；人员须已在人员档案中</span>
          </Radio>
        </Radio.Group>
      </FormCard>
      <FormCard
        title="2. 下载并填写模板"
        extra={<DownloadButton order={fileOf(downloadTemplate, { kind })}>{`下载${kindLabels[kind]}模板`}</DownloadButton>}
      >
        <ul className={styles.rules}>
          <li>红色表头必填；下拉项已含本单位的科室和岗位，科室或岗位有变化时请重新下载模板。</li>
          <li>请勿增删、改名工作表和列。证件号列已设为文本，粘贴时请选择“只粘贴值”。</li>
          <li>错误报告改好后可以直接上传，保留或删除“错误原因”列都可以。</li>
        </ul>
      </FormCard>
      <FormCard title="3. 导入方式">
        <div className={styles.options}>
          <YesNo
            label="更新已存在的用户数据"
            value={updateExisting}
            onChange={setUpdateExisting}
            yes="同一证件号已有记录时，用文件中的内容更新，预览会列出在职状态的变化"
            no="只新增，已有的记录保持不变"
          />
          <YesNo
            label="全部正确才导入"
            value={allOrNothing}
            onChange={setAllOrNothing}
            yes="有一行错误就都不写入，全部改好后再导入"
            no="正确的行先写入，错误的行在错误报告中修改后再传"
          />
        </div>
      </FormCard>
      <FormCard title="4. 上传文件" description="上传后先校验并给出预览，您确认之前不会写入任何数据。" extra={<HelpLink topic="import-template">文件传不上来怎么办</HelpLink>}>
        {isProblem(refusal, 'NO_MAPPED_POST') && (
          <Alert className={styles.notice} type="warning" showIcon title="本单位还没有映射岗位" description={<>请先到 <Link to="/posts">机构岗位管理</Link> 完成至少一个岗位的映射，再回来上传。</>} />
        )}
        {/* One reason stands beside the file already. */}
        {problemIssues(refusal).length > 1 && <ProblemAlert error={refusal} />}
        <UploadDrop
          label={`${kindLabels[kind]}文件`}
          hint="仅 .xlsx 文件，最大 20 MB，最多 100,000 行"
          extensions={['.xlsx']}
          maxBytes={uploadImport.upload.maxBytes}
          send={send}
        />
      </FormCard>
    </>
  )
}

interface YesNoProps {
  label: string
  value: boolean
  onChange: (value: boolean) => void
  yes: string
  no: string
}

function YesNo({ label, value, onChange, yes, no }: YesNoProps) {
  return (
    <fieldset className={styles.yesNo}>
      <legend>{label}</legend>
      <Radio.Group value={value} onChange={(event) => onChange(event.target.value === true)} options={[{ value: true, label: '是' }, { value: false, label: '否' }]} />
      <p className={styles.optionHint}>{value ? yes : no}</p>
    </fieldset>
  )
}
