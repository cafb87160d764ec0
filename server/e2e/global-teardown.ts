import { tearDown } from '../test/run-resources'

export default () => tearDown('e2e')
