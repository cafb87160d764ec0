import { buildWorkers } from './build-workers'

export default () => buildWorkers()
