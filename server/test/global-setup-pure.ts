import { buildWorkers } from './build-workers'
import { makePaymentKeys } from './payment-keys'

export default function setup(): void {
  buildWorkers()
  makePaymentKeys()
}
