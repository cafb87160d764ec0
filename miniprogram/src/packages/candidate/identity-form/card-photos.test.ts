import { leaveAccount } from '../../../api/leave'
import { isSessionLost, loseSession, startSession } from '../../../api/session'
import { type CardPhoto, cardPhotos, putCardPhoto } from './card-photos'
import { keepEntry, keptEntry } from './identity-entry'

const photo: CardPhoto = { path: 'blob:front', size: 1000, document: 'residentCard', key: 'k1', photoId: null, takenAt: Date.now() }
const entry = { name: '陈晓', identityType: 'residentCard', identityNumber: '420102199001010129' }
const me = { id: 1, phone: null, wechatLinked: false, consents: [], identity: { state: 'none' as const, name: null, identityNumber: null, identityType: null }, unit: null, managerBindings: [], unreadMessages: 0 }
const signIn = () => startSession({ token: 't', expiresAt: '2026-12-21T00:00:00Z', me }, 'phone')

beforeEach(() => {
  URL.revokeObjectURL = jest.fn()
  signIn()
  putCardPhoto(1, 'front', photo)
  keepEntry(1, entry)
})

test('a session that ends by itself takes nothing along, not even a photo that has not arrived', () => {
  loseSession({ kept: false })
  expect(isSessionLost()).toBe(true)
  expect(cardPhotos(1).front).toEqual(photo)
  signIn()
  expect(isSessionLost()).toBe(false)
  expect(cardPhotos(1).front).toEqual(photo)
  expect(keptEntry(1, 'automatic')).toEqual(entry)
})

test('another user who signs in then finds nothing of it', () => {
  loseSession({ kept: false })
  expect(cardPhotos(2)).toEqual({ front: null, back: null })
  expect(keptEntry(2, 'automatic')).toEqual({ name: '', identityType: 'residentCard', identityNumber: '' })
})

test('whoever signs out takes all of it away', async () => {
  await leaveAccount()
  expect(cardPhotos(1)).toEqual({ front: null, back: null })
  expect(keptEntry(1, 'automatic')).toEqual({ name: '', identityType: 'residentCard', identityNumber: '' })
})
