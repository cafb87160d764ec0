/** What decides whether an institution may come by the internet, beside the health private network (R1). */
export interface InternetAccessFacts {
  /** What the authority above has decided; null: nothing yet. */
  decided: boolean | null
  /** Codes of the dictionaries institutionLevel and ownership; undefined: never stated. */
  level: string | undefined
  ownership: string | undefined
}

/** Off by default for public hospitals of level three, on for the rest (spec/README, "Where the sources disagree"). */
export const isOpenToInternet = ({ decided, level, ownership }: InternetAccessFacts): boolean => decided ?? !(level === '3' && ownership === 'governmentNonProfit')
