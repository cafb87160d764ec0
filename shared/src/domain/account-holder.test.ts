import { changedFields, checkHolder, readHolder, type AccountHolder } from './account-holder'

const holder = (change: Partial<AccountHolder> = {}): AccountHolder => ({ name: '张三', identityType: 'residentCard', identityNumber: '420100199001010126', mobile: '13800000000', ...change })
const codes = (change: Partial<AccountHolder>) => checkHolder(readHolder(holder(change)), '2026-03-10').filter((issue) => issue.level !== 'warning').map(({ path, code }) => `${path.join('.')} ${code}`)

test('what was typed is stored in one form', () => {
  expect(readHolder(holder({ name: ' 买买提•吐尔逊 ', identityNumber: '４２０１００１９９００１０１０１２ｘ', mobile: '+86 138-0000-0000' }))).toEqual({
    name: '买买提·吐尔逊', identityType: 'residentCard', identityNumber: '42010019900101012X', mobile: '13800000000',
  })
})

test.each<[Partial<AccountHolder>, string[]]>([
  [{}, []],
  [{ name: '' }, ['name NAME_REQUIRED']],
  [{ mobile: '' }, ['mobile MOBILE_REQUIRED']],
  [{ mobile: '12800000000' }, ['mobile MOBILE_PREFIX']],
  [{ identityType: '' }, ['identityType IDENTITY_TYPE_UNKNOWN']],
  [{ identityNumber: '' }, ['identityNumber IDENTITY_REQUIRED']],
  [{ identityNumber: '420100199001010120' }, ['identityNumber IDENTITY_CHECK_DIGIT']],
  [{ identityType: 'officerCard', identityNumber: '军'.repeat(31) }, ['identityNumber TOO_LONG']],
  [{ name: '张', identityNumber: '1', mobile: '1' }, ['name NAME_LENGTH', 'mobile MOBILE_LENGTH', 'identityNumber IDENTITY_LENGTH']],
  [{ identityType: 'passport', identityNumber: 'e12345678' }, []],
])('%j is refused for %j', (change, expected) => expect(codes(change)).toEqual(expected))

test('changed fields come in the order of the form', () => {
  expect(changedFields(holder(), holder())).toEqual([])
  expect(changedFields(holder(), holder({ identityNumber: '1', name: '李四' }))).toEqual(['name', 'identityNumber'])
})
