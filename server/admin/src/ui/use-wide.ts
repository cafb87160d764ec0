import { Grid } from 'antd'

/** From 768 px on. Below it a table fixes no last column and a tree at the side would push its list off the screen. */
export const useWide = (): boolean => Grid.useBreakpoint().md !== false

/** From 1600 px on, where a list has room for what is of less weight. */
export const useRoomy = (): boolean => Grid.useBreakpoint().xxl === true
