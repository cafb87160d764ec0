import * as accounts from './accounts'
import * as accountVerification from './account-verification'
import * as audit from './audit'
import * as auditDesk from './audit-desk'
import * as authorization from './authorization'
import * as candidate from './candidate'
import * as details from './details'
import type { Endpoint } from './endpoint'
import * as examYears from './exam-years'
import * as hrAccounts from './hr-accounts'
import * as identity from './identity'
import * as imports from './imports'
import * as institution from './institution'
import * as keyGroups from './key-groups'
import * as institutionChanges from './institution-changes'
import * as managerSignIn from './manager-sign-in'
import * as myAccount from './my-account'
import * as organization from './organization'
import * as payments from './payments'
import * as people from './people'
import * as peopleExport from './people-export'
import * as pictures from './pictures'
import * as personChecks from './person-checks'
import * as resumes from './resumes'
import * as preRegistrations from './pre-registrations'
import * as session from './session'
import * as staffingQuotas from './staffing-quotas'
import * as submissionChecks from './submission-checks'
import * as system from './system'
import * as transfers from './transfers'
import * as trialForms from './trial-forms'
import * as trials from './trials'
import * as wechatSession from './wechat-session'

/** Every feature of the contract, by name. OpenAPI, the access tests and the server's start walk it. */
export const features = { session, accountVerification, accounts, wechatSession, myAccount, organization, staffingQuotas, institution, institutionChanges, people, peopleExport, resumes, keyGroups, details, examYears, pictures, imports, transfers, trials, trialForms, preRegistrations, identity, candidate, authorization, personChecks, hrAccounts, audit, auditDesk, managerSignIn, payments, submissionChecks, system }

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value

export interface NamedEndpoint {
  feature: string
  name: string
  endpoint: Endpoint
}

/** All endpoints; a new one is in here without being listed. */
export const allEndpoints: NamedEndpoint[] = Object.entries(features).flatMap(([feature, module]) =>
  Object.entries(module).flatMap(([name, value]: [string, unknown]) => (isEndpoint(value) ? [{ feature, name, endpoint: value }] : [])),
)
