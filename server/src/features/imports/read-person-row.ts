import { identityKey, isIdentityType } from '@talent/shared/domain/identity-document'
import { isError } from '@talent/shared/domain/issue'
import { checkPerson, readPerson } from '@talent/shared/domain/person'
import { placeFinder } from './place-names'
import { rowsMet, type ReadContext, type RowReader } from './read-row'

/** A row of the template of people. Blank cells are left out, so that an existing person keeps what the system has. */
export function personRowReader(context: ReadContext): RowReader {
  const findDepartment = placeFinder('科室/部门', context.departments, context.limited)
  const findPost = placeFinder('岗位', context.posts)
  const met = rowsMet()
  return ({ texts, unread }, row) => {
    const input = readPerson(texts)
    const found = checkPerson(input, context.today).filter((issue) => !unread.has(String(issue.path[0])))
    const { identityType = '', identityNumber = '', department, post } = input
    const earlier = isIdentityType(identityType) && identityNumber !== '' ? met(identityKey(identityType, identityNumber), row) : undefined
    if (earlier !== undefined) found.push({ path: ['identityNumber'], code: 'PERSON_TWICE', message: `与第 ${earlier} 行的证件号相同，同一个人只能保留一行` })
    const departmentFound = department ? findDepartment(department) : undefined
    const postFound = post ? findPost(post) : undefined
    if (departmentFound && 'message' in departmentFound) found.push({ path: ['department'], code: 'DEPARTMENT_UNKNOWN', message: departmentFound.message })
    if (postFound && 'message' in postFound) found.push({ path: ['post'], code: 'POST_UNKNOWN', message: postFound.message })
    if (unread.size > 0 || found.some(isError) || !departmentFound || !('id' in departmentFound)) return { found }
    return { found, person: { input, departmentId: departmentFound.id, postId: postFound && 'id' in postFound ? postFound.id : undefined } }
  }
}
