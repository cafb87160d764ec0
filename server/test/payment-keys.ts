import { makeSandboxPaymentKeys, type SandboxPaymentKeys } from '../src/payment-settings'

const name = 'TEST_PAYMENT_KEYS'

/** RSA keys take a while to make: once a run, for all its servers. */
export function makePaymentKeys(): void {
  process.env[name] ??= JSON.stringify(makeSandboxPaymentKeys())
}

export function paymentKeys(): SandboxPaymentKeys {
  makePaymentKeys()
  return JSON.parse(process.env[name] ?? '') as SandboxPaymentKeys
}
