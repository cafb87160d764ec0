import type { TrialInput } from '@talent/shared/contract/trials'
import type { StaleField } from '../../api/stale-dialog'
import { label } from './trial-fields'

const yesNo = (value: boolean) => (value ? '是' : '否')

function field(key: keyof TrialInput, name: string, show: (input: TrialInput) => string): StaleField<TrialInput> {
  return { key, label: name, show, same: (mine, current) => show(mine) === show(current) }
}

const segmentText = (segment: TrialInput['segments'][number] | undefined): string =>
  segment
    ? [
        `${segment.startDate} 至 ${segment.endDate}`,
        segment.unitName,
        segment.supervisorName,
        segment.supervisorCertificateNo,
        label('evaluation', segment.supervisorEvaluation),
      ]
        .filter(Boolean)
        .join('，')
    : ''

/** What two versions of a filing are compared by; as many segments as the longer one has. */
export function staleFields(mine: TrialInput, current: TrialInput): StaleField<TrialInput>[] {
  const count = Math.max(mine.segments.length, current.segments.length)
  return [
    field('examYear', '报名年度', (t) => String(t.examYear)),
    field('applyLevel', '申报级别', (t) => label('applyLevel', t.applyLevel)),
    field('applyCategory', '报考类别', (t) => label('applyCategory', t.applyCategory)),
    field('freshGraduate', '是否应届生', (t) => yesNo(t.freshGraduate)),
    field('schoolOrArmy', '高校/部队考生', (t) => yesNo(t.schoolOrArmy)),
    field('assistantUpgrade', '助理医师报考执业', (t) => yesNo(t.assistantUpgrade)),
    field('assistantQualificationNo', '助理资格证号', (t) => t.assistantQualificationNo),
    field('assistantPractisingNo', '助理执业证号', (t) => t.assistantPractisingNo),
    field('postName', '岗位', (t) => t.postName),
    ...Array.from({ length: count }, (_, index): StaleField<TrialInput> => ({
      key: `segment-${index}`,
      label: `第 ${index + 1} 段`,
      show: (t) => segmentText(t.segments[index]),
      same: (a, b) => segmentText(a.segments[index]) === segmentText(b.segments[index]),
    })),
    field('institutionOpinion', '工作机构考核意见', (t) => label('opinion', t.institutionOpinion)),
  ]
}
