import { activeEntries } from '@talent/shared/dictionaries/index'

/** GW00001519 医师, as the region's table lists them. */
export const standardPostOptions = activeEntries('standardPost').map(({ code, label }) => ({ value: code, label: `${label}（${code}）` }))
