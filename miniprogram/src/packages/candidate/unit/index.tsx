import { bindUnit, getUnit, unbindUnit } from '@talent/shared/contract/candidate'
import { useState } from 'react'
import type { CallProblem } from '../../../api/problem-text'
import { useMutation } from '../../../api/use-mutation'
import { useQuery } from '../../../api/use-query'
import { ask, say } from '../../../platform/dialogs'
import { openPage } from '../../../platform/navigation'
import { PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { candidatePaths } from '../../../platform/page-paths'
import { BoundUnit, MatchedUnit } from './unit-facts'
import { CodeEntry } from './code-entry'
import { useCodeEntry } from './use-code-entry'

/** Which unit one belongs to: bound, matched by the identity number, or found by its confirmation code. */
export default function UnitPage() {
  const query = useQuery(getUnit, {})
  const bind = useMutation(bindUnit)
  const unbind = useMutation(unbindUnit)
  const [failure, setFailure] = useState<CallProblem | null>(null)
  const [otherUnit, setOtherUnit] = useState(false)
  const entry = useCodeEntry()

  const bindTo = async (code: string | null) => {
    const outcome = await bind.send({ code })
    setFailure(outcome.ok ? null : outcome.problem)
    if (!outcome.ok) return
    say('已绑定单位')
    setOtherUnit(false)
    entry.clear()
    await query.refetch()
  }
  const askAndUnbind = async (name: string) => {
    if (!(await ask({ title: '解除单位绑定', content: `解除后看不到${name}为您填报的信息。需要时可以重新绑定。`, confirmText: '解除绑定' }))) return
    const outcome = await unbind.send({})
    setFailure(outcome.ok ? null : outcome.problem)
    await query.refetch()
  }
  return (
    <PageShell
      title="我的单位"
      query={query}
      skeleton="detail"
      footer={({ unit, match }) => {
        if (unit) return <PrimaryButton onTap={() => openPage(candidatePaths.filing)}>核对单位填报的信息</PrimaryButton>
        if (match && !otherUnit) {
          return (
            <>
              <PrimaryButton onTap={() => bindTo(null)}>绑定这个单位</PrimaryButton>
              <SecondaryButton onTap={() => setOtherUnit(true)}>不是我的单位，输入确认码</SecondaryButton>
            </>
          )
        }
        const { found, code } = entry
        if (found) return found.hint ? <SecondaryButton onTap={entry.clear}>换一个确认码</SecondaryButton> : <PrimaryButton onTap={() => bindTo(code)}>绑定这个单位</PrimaryButton>
        return <PrimaryButton onTap={entry.lookUp}>查询单位</PrimaryButton>
      }}
    >
      {({ unit, match, hint, mayUnbind }) => (
        <>
          {failure ? <Notice tone="stop">{failure.message}</Notice> : null}
          {unit ? <BoundUnit unit={unit} mayUnbind={mayUnbind} onUnbind={() => askAndUnbind(unit.name)} /> : null}
          {!unit && match && !otherUnit ? <MatchedUnit name={match.name} /> : null}
          {!unit && (!match || otherUnit) ? <CodeEntry entry={entry} hint={hint} /> : null}
        </>
      )}
    </PageShell>
  )
}
