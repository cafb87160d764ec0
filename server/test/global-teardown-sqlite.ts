import { tearDown } from './run-resources'

export default () => tearDown('sqlite')
