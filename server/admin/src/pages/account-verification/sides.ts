export type Side = 'front' | 'back'

export const sides: readonly { side: Side; label: string }[] = [
  { side: 'front', label: '人像面（正面）' },
  { side: 'back', label: '国徽面（反面）' },
]

/** The version makes a replaced photo another picture to the browser. */
export const keptPhoto = (side: Side, version: number): string => `/api/account-verification/photos/${side}?v=${version}`
