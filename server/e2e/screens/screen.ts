import type { Page } from 'playwright-core'

/** A page in one state. */
export interface Screen {
  /** Of the picture and in the album. */
  name: string
  /** Below the origin, `#` and all. */
  path: string
  /** The declared route that it shows, when it is one; every declared route has to be shown. */
  route?: string
  /** What a person does before the picture: opens a dialog, a sheet, a step. */
  prepare?: (page: Page) => Promise<void>
  /** A sheet lies over the page: its place is in the window, so the picture is one of the window. */
  overlay?: boolean
  /** Answers are outstanding: the network does not come to rest. */
  waiting?: boolean
}

/** Screens that are seen with one sign-in. */
export interface Gallery {
  name: string
  signIn: ((page: Page) => Promise<void>) | null
  /** What its screens, or those of others, show besides the demonstration's content; done once, before them. */
  deed?: (page: Page) => Promise<void>
  screens: Screen[]
}
