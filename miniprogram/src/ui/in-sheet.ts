import { createContext, useContext } from 'react'

/** Whether this stands in a sheet: WeChat has to be told so of a text box, else the keyboard covers it and its text lags behind the sheet. */
export const InSheet = createContext(false)

export const useInSheet = (): boolean => useContext(InSheet)
