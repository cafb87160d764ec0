import { getPerson, removePerson, revealPerson, searchPeople, type Person } from '@talent/shared/contract/people'
import { labelOf } from '@talent/shared/dictionaries/index'
import { inService } from '@talent/shared/domain/person'
import type { FieldSpec } from '@talent/shared/domain/fields'
import type { PersonField } from '@talent/shared/domain/sections/person'
import { App, Button, Dropdown, Skeleton } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useSession } from '../../api/session'
import { useEndpoint, useEndpointMutation } from '../../api/use-endpoint'
import { useConfirm } from '../../ui/confirm'
import { Fact, Facts } from '../../ui/facts'
import { FormCard } from '../../ui/form-card'
import { MaskedValue } from '../../ui/masked-value'
import { PageHeader } from '../../ui/page-header'
import { StateTag } from '../../ui/state-tag'
import { PersonDetails } from './details/person-details'
import { HandedOverNotice } from './handed-over-notice'
import { LockedNotice } from './locked-notice'
import styles from './people.module.css'
import { PersonKeyGroups } from '../key-groups/person-key-groups'
import { personGroups, type PersonGroup } from './person-groups'
import { PersonNav } from './person-nav'
import { PrintResume } from './print-resume'
import { Section, SectionsWithNav } from './sections'

const back = { to: '/people', label: '返回人员列表' }

/** One person's basic information; what is personal is masked until it is asked for. */
export function PersonPage() {
  const personId = Number(useParams().personId)
  const person = useEndpoint(getPerson, { personId })
  if (person.data?.handedOverAt) return <HandedOver person={person.data} at={person.data.handedOverAt} />
  if (person.data) return <Record person={person.data} />
  return (
    <>
      <PageHeader title="人员信息" back={back} />
      {person.error ? <ProblemAlert error={person.error} retry={() => void person.refetch()} /> : <Skeleton active={false} paragraph={{ rows: 10 }} />}
    </>
  )
}

const leavingKinds = [{ key: 'out', label: '人员调出' }, { key: 'resignation', label: '员工离职' }]

/** Another unit has the record: a name in the history is left. */
function HandedOver({ person, at }: { person: Person; at: string }) {
  return (
    <>
      <PageHeader title={person.name} back={back} tags={<StateTag tone="neutral">{labelOf('employmentStatus', person.employmentStatus) ?? person.employmentStatus}</StateTag>} description={person.departmentName ?? undefined} />
      <HandedOverNotice at={at} />
    </>
  )
}

function Record({ person }: { person: Person }) {
  const { can } = useSession()
  const navigate = useNavigate()
  const { remove, error, isPending } = useRemovePerson(person)
  return (
    <>
      <PageHeader
        title={person.name}
        back={back}
        description={[person.employeeNo && `工号 ${person.employeeNo}`, person.departmentName, person.postName].filter(Boolean).join(' · ')}
        tags={
          <>
            <StateTag tone="neutral">{labelOf('employmentStatus', person.employmentStatus) ?? person.employmentStatus}</StateTag>
            {person.locked && <StateTag tone="ok">考生已确认</StateTag>}
            <PersonKeyGroups personId={person.id} />
          </>
        }
        actions={
          <>
            <PrintResume personId={person.id} />
            {can('transfer.write') && inService(person.employmentStatus) && (
              <Dropdown menu={{ items: leavingKinds.map(({ key, label }) => ({ key, label, onClick: () => void navigate(`/transfers/new?kind=${key}&person=${person.id}`) })) }} trigger={['click']}>
                <Button>办理调出或离职</Button>
              </Dropdown>
            )}
            {can('person.write') && (
              <>
                <Button danger loading={isPending} disabled={person.locked} onClick={() => void remove()}>
                  删除
                </Button>
                <Button type="primary" disabled={person.locked} onClick={() => void navigate(`/people/${person.id}/edit`)}>
                  修改
                </Button>
              </>
            )}
          </>
        }
      />
      {person.locked && <LockedNotice name={person.name} />}
      <ProblemAlert error={error} />
      <SectionsWithNav nav={<PersonNav personId={person.id} />}>
        {personGroups.map((group) => (
          <Section key={group.title} name={group.title}>
            <BasicGroup person={person} group={group} />
          </Section>
        ))}
        <PersonDetails personId={person.id} />
      </SectionsWithNav>
    </>
  )
}

function BasicGroup({ person, group }: { person: Person; group: PersonGroup }) {
  return (
    <FormCard title={group.title}>
      <Facts layout="pairs">
        {group.fields.map((field) => (
          <Fact key={field.key} term={field.label}>
            <Value person={person} field={field} />
          </Fact>
        ))}
      </Facts>
    </FormCard>
  )
}

const revealed = ['identityNumber', 'mobile', 'email', 'homeAddress', 'homePhone', 'workPhone'] as const
type Revealed = (typeof revealed)[number]

function Value({ person, field }: { person: Person; field: FieldSpec<PersonField> }) {
  const key = revealed.find((personal) => personal === field.key)
  if (key) return <PersonalValue person={person} field={key} label={field.label} />
  const text = textOf(person, field)
  return text ? <>{text}</> : <span className={styles.none}>未填写</span>
}

function PersonalValue({ person, field, label }: { person: Person; field: Revealed; label: string }) {
  const { can } = useSession()
  const reveal = useEndpointMutation(revealPerson)
  return (
    <MaskedValue
      masked={person[field]}
      label={label}
      group={field === 'identityNumber' || field === 'mobile' ? field : undefined}
      reveal={can('person.reveal') ? async () => (await reveal.mutateAsync({ personId: person.id }))[field] : undefined}
    />
  )
}

function textOf(person: Person, { key, kind, dictionary }: FieldSpec<PersonField>): string | null {
  if (key === 'department') return person.departmentName
  if (key === 'post') return person.postName
  const value = person[key]
  const table = dictionary ?? (kind === 'identityType' ? 'identityType' : undefined)
  return table ? (labelOf(table, value) ?? value) : value
}

function useRemovePerson(person: Person) {
  const confirm = useConfirm()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const { mutate, error, isPending } = useEndpointMutation(removePerson, {
    onSuccess: () => {
      void message.success(`已删除“${person.name}”`)
      void navigate('/people', { replace: true })
    },
    refreshes: [searchPeople],
  })
  const remove = async () => {
    const sure = await confirm({
      title: `删除人员“${person.name}”？`,
      content: '删除后不能恢复。人员离开本单位时不要删除，请办理调出或离职。',
      action: '删除',
      danger: true,
    })
    if (sure) mutate({ personId: person.id })
  }
  return { remove, error, isPending }
}
