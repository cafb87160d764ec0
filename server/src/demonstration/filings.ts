import { createDepartment } from '@talent/shared/contract/organization'
import type { PersonInput } from '@talent/shared/contract/people'
import { createPreRegistrations } from '@talent/shared/contract/pre-registrations'
import { createTrial, type TrialInput } from '@talent/shared/contract/trials'
import type { Caller } from './caller'
import { addStudies } from './details'
import { demoPerson, type DemoPerson } from './people'

interface Centre {
  admin: Caller
  addPerson(person: DemoPerson, more: Partial<PersonInput>): Promise<number>
  filing: TrialInput
}

/** A township centre files for its village clinic, for a resident of Hong Kong whose form is still missing, and for an exam without a trial. */
export async function addFilings({ admin, addPerson, filing }: Centre): Promise<void> {
  const clinic = await admin.call(createDepartment, { parentId: null, name: '青石村卫生室', category: 'villageClinic', standardName: null })
  const doctor = demoPerson('田春生', '1', '1992-03-20')
  const doctorId = await addPerson(doctor, { departmentId: clinic.id })
  await addStudies({ admin, personId: doctorId }, doctor)
  await admin.call(createTrial, { personId: doctorId, ...filing })

  const resident = demoPerson('梁嘉欣', '2', '1996-08-08')
  const residentId = await addPerson(resident, { identityType: 'hongKongMacauPermit', identityNumber: 'H60318527' })
  await addStudies({ admin, personId: residentId }, resident)
  await admin.call(createTrial, { personId: residentId, ...filing })

  const pharmacist = await addPerson(demoPerson('宋雅琴', '2', '1990-12-12'), { employmentStatus: 'inPost' })
  await admin.call(createPreRegistrations, { personIds: [pharmacist], examYear: filing.examYear, applyLevel: 'intermediate', speciality: '366', postName: '医师' })
}
