import { labelOf } from '@talent/shared/dictionaries/index'

export const businessName = (businessCode: string): string => labelOf('business', businessCode) ?? businessCode
