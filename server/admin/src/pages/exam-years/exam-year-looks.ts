import { labelOf } from '@talent/shared/dictionaries/index'
import type { ExamYearPhase } from '@talent/shared/domain/exam-year'
import type { Tone } from '@talent/shared/tokens'

export const phaseTones: Record<ExamYearPhase, Tone> = { notOpen: 'neutral', open: 'ok', correctionsOnly: 'wait', closed: 'neutral' }
export const businessName = (code: string): string => labelOf('business', code) ?? code
