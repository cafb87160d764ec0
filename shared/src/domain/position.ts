import type { Issue } from './issue'

/** WeChat measures in GCJ-02 (the national standard of maps), a browser in WGS 84; they differ by some hundred metres. */
export const datums = ['GCJ-02', 'WGS-84'] as const
export type Datum = (typeof datums)[number]

/** A place on the map. Degrees as decimal text with at most 6 places (0.1 m), so that nothing is rounded on the way. */
export interface Position {
  longitude: string
  latitude: string
  datum: Datum
}

/** Degrees. The first box holds all of China, the second Hubei. */
const china = { longitude: [73, 136], latitude: [3, 54] } as const
const hubei = { longitude: [108.3, 116.2], latitude: [29, 33.4] } as const

const labels = { longitude: '经度', latitude: '纬度' } as const
type Axis = keyof typeof labels

/** Degrees from a measurement as they are kept. */
export const degrees = (value: number): string => value.toFixed(6)

/** Everything that is wrong with a position as it was typed or measured; outside of Hubei it only warns. */
export function checkPosition(position: Pick<Position, Axis>, path: Issue['path'] = []): Issue[] {
  const axes: Axis[] = ['longitude', 'latitude']
  const issues = axes.flatMap((axis) => checkDegrees(axis, position[axis], path))
  if (issues.length > 0) return issues
  const away = axes.some((axis) => !within(hubei[axis], Number(position[axis])))
  return away ? [{ path: [...path, 'longitude'], code: 'POSITION_AWAY', message: '这个位置不在湖北省内，请核对经度和纬度', level: 'warning' }] : []
}

function checkDegrees(axis: Axis, value: string, path: Issue['path']): Issue[] {
  const refuse = (code: string, message: string): Issue[] => [{ path: [...path, axis], code, message }]
  if (value === '') return refuse('REQUIRED', `请填写${labels[axis]}，或扫描二维码用手机获取`)
  if (!/^\d{1,3}(\.\d{1,6})?$/.test(value)) return refuse('POSITION_FORM', `${labels[axis]}应为度数，小数最多 6 位，如 ${axis === 'longitude' ? '114.305469' : '30.593175'}`)
  const [low, high] = china[axis]
  const swapped = axis === 'latitude' && within(china.longitude, Number(value)) ? '，经度和纬度可能填反了' : ''
  return within(china[axis], Number(value)) ? [] : refuse('POSITION_RANGE', `${labels[axis]}应在 ${low} 到 ${high} 度之间${swapped}`)
}

const within = ([low, high]: readonly [number, number], value: number): boolean => value >= low && value <= high
