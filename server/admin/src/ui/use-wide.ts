import { Grid } from 'antd'

/** From 768 px on. Below it a table fixes no last column and a tree at the side would push its list off the screen. */
export const useWide = (): boolean => Grid.useBreakpoint().md !== false
