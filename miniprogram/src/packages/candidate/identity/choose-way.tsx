import type { IdentityVerification } from '@talent/shared/contract/identity'
import { View } from '@tarojs/components'
import { openPage } from '../../../platform/navigation'
import { chinaTime } from '../../../platform/time'
import { Card } from '../../../ui/card'
import { Notice } from '../../../ui/notice'
import { StateTag } from '../../../ui/state-tag'
import { candidatePaths } from '../../../platform/page-paths'
import './choose-way.scss'
import type { Way } from './way'

const ways: { way: Way; title: string; detail: string }[] = [
  { way: 'automatic', title: '身份证（自动核验）', detail: '填写姓名和身份证号，拍摄身份证两面，当场出结果' },
  { way: 'manual', title: '身份证（人工审核）', detail: '姓名有生僻字、照片识别不出、证件号已被他人认证时选择，由考试主管部门审核' },
  { way: 'otherDocument', title: '其他证件（人工审核）', detail: '港澳台通行证、居住证、永久居留身份证、护照、军官证' },
]

/** Three ways to be verified; the automatic one says how many tries are left, or when it opens again. */
export function ChooseWay({ verification }: { verification: IdentityVerification }) {
  const { automaticTriesLeft: left, automaticOpensAt } = verification
  const closed = left === 0
  return (
    <View>
      {closed ? (
        <Notice tone="wait">{`自动核验已失败 3 次，${automaticOpensAt ? `${chinaTime(automaticOpensAt)} 后可以再试。` : '请 24 小时后再试。'}现在可以选择人工审核。`}</Notice>
      ) : (
        <View className="ways__lead">认证后才能看到并确认单位为您填报的信息。请选择一种方式：</View>
      )}
      {ways.map(({ way, title, detail }) =>
        way === 'automatic' && closed ? (
          <Card key={way}>
            <WayText title={title} detail={detail} tag="暂不可用" />
          </Card>
        ) : (
          <Card key={way} label={title} onTap={() => openPage(candidatePaths.identityForm, { way })}>
            <WayText title={title} detail={detail} tag={way === 'automatic' && left < 3 ? `还可试 ${left} 次` : null} arrow />
          </Card>
        ),
      )}
    </View>
  )
}

function WayText({ title, detail, tag, arrow = false }: { title: string; detail: string; tag: string | null; arrow?: boolean }) {
  return (
    <View className={`ways__way${arrow ? '' : ' ways__way--closed'}`}>
      <View className="ways__text">
        <View className="ways__title">{title}</View>
        <View className="ways__detail">{detail}</View>
        {tag ? <StateTag tone="wait">{tag}</StateTag> : null}
      </View>
      {arrow ? <View className="ways__arrow">›</View> : null}
    </View>
  )
}
