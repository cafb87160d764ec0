import { buildIfStale } from './fresh-build'

export default function globalSetup(): void {
  buildIfStale()
}
