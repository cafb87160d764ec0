/** 120.00 元. `fen` is a whole number. */
export const yuan = (fen: number): string => `${(fen / 100).toFixed(2)} 元`
