import { type Application, listApplications } from '@talent/shared/contract/candidate'
import { View } from '@tarojs/components'
import { useQuery } from '../../../api/use-query'
import { openPage } from '../../../platform/navigation'
import { heading } from '../../../ui/a11y'
import { SecondaryButton } from '../../../ui/buttons'
import { Card } from '../../../ui/card'
import { PageShell } from '../../../ui/page-shell'
import { StateTag } from '../../../ui/state-tag'
import { candidatePaths } from '../../../platform/page-paths'
import { standingOf } from '../application/standing'
import './applications.scss'

/** The candidate's applications of all years, newest first. */
export default function Applications() {
  const query = useQuery(listApplications, {})
  return (
    <PageShell
      title="我的申报"
      query={query}
      empty={({ items }) =>
        items.length
          ? null
          : {
              title: '还没有申报',
              detail: '核对并确认单位填报的信息后，申报会显示在这里。',
              children: <SecondaryButton onTap={() => openPage(candidatePaths.filing)}>查看单位填报</SecondaryButton>,
            }
      }
    >
      {({ items }) => <Years items={[...items].sort((a, b) => b.examYear - a.examYear || b.id - a.id)} />}
    </PageShell>
  )
}

/** What is under way stands apart from what is history. */
function Years({ items }: { items: readonly Application[] }) {
  const newest = items[0]?.examYear
  const card = (application: Application) => <ApplicationCard key={application.id} application={application} />
  const earlier = items.filter(({ examYear }) => examYear !== newest)
  return (
    <View>
      {items.filter(({ examYear }) => examYear === newest).map(card)}
      {earlier.length ? <View className="application-card__earlier" {...heading(2)}>往年申报</View> : null}
      {earlier.map(card)}
    </View>
  )
}

function ApplicationCard({ application }: { application: Application }) {
  const { id, examYear, examName, institutionName, nextStep } = application
  const title = `${examYear} 年度 ${examName}`
  const standing = standingOf(application)
  return (
    <Card label={`${title}，${standing.label}`} onTap={() => openPage(candidatePaths.application, { applicationId: id })}>
      <View className="application-card__head">
        <View className="application-card__title">{title}</View>
        <StateTag tone={standing.tone}>{standing.label}</StateTag>
      </View>
      <View className="application-card__detail">{institutionName ?? '已从原单位移除'}</View>
      {nextStep ? <View className="application-card__next">{nextStep}</View> : null}
    </Card>
  )
}
