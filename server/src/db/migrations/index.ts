import * as organizations from './20261121-01-organizations'
import * as ground from './20261121-02-ground'
import * as people from './20261121-03-people'
import * as examination from './20261121-04-examination'
import * as smsConfirmation from './20261121-05-sms-confirmation'
import * as faceCheckQueries from './20261121-06-face-check-queries'
import * as importBatches from './20261121-07-import-batches'
import * as peopleByPost from './20261121-08-people-by-post'
import * as signInTries from './20261121-09-sign-in-tries'
import * as payments from './20261121-10-payments'
import * as hrAccounts from './20261121-11-hr-accounts'
import * as personChecks from './20261121-12-person-checks'
import * as wechatAccounts from './20261121-13-wechat-accounts'
import * as details from './20261121-14-details'
import * as messageChannels from './20261121-15-message-channels'
import * as audit from './20261121-16-audit'
import * as institutionInformation from './20261121-17-institution-information'
import * as roles from './20261121-18-roles'
import * as webAudit from './20261121-19-web-audit'
import * as accountVerifications from './20261121-20-account-verifications'
import * as transfers from './20261121-21-transfers'
import * as pictures from './20261121-22-pictures'
import * as specialForms from './20261121-23-special-forms'
import * as keyGroups from './20261121-24-key-groups'
import * as staffingQuotas from './20261121-25-staffing-quotas'
import * as institutionChanges from './20261121-26-institution-changes'
import * as listsByIndex from './20261121-27-lists-by-index'
import * as filingsByBusiness from './20261121-28-filings-by-business'
import * as roleParents from './20261121-29-role-parents'
import * as internetAccess from './20261121-30-internet-access'

/** In order. A migration that has been merged is never edited; a change is a new one. */
export const migrations = [
  { name: '20261121-01-organizations', ...organizations },
  { name: '20261121-02-ground', ...ground },
  { name: '20261121-03-people', ...people },
  { name: '20261121-04-examination', ...examination },
  { name: '20261121-05-sms-confirmation', ...smsConfirmation },
  { name: '20261121-06-face-check-queries', ...faceCheckQueries },
  { name: '20261121-07-import-batches', ...importBatches },
  { name: '20261121-08-people-by-post', ...peopleByPost },
  { name: '20261121-09-sign-in-tries', ...signInTries },
  { name: '20261121-10-payments', ...payments },
  { name: '20261121-11-hr-accounts', ...hrAccounts },
  { name: '20261121-12-person-checks', ...personChecks },
  { name: '20261121-13-wechat-accounts', ...wechatAccounts },
  { name: '20261121-14-details', ...details },
  { name: '20261121-15-message-channels', ...messageChannels },
  { name: '20261121-16-audit', ...audit },
  { name: '20261121-17-institution-information', ...institutionInformation },
  { name: '20261121-18-roles', ...roles },
  { name: '20261121-19-web-audit', ...webAudit },
  { name: '20261121-20-account-verifications', ...accountVerifications },
  { name: '20261121-21-transfers', ...transfers },
  { name: '20261121-22-pictures', ...pictures },
  { name: '20261121-23-special-forms', ...specialForms },
  { name: '20261121-24-key-groups', ...keyGroups },
  { name: '20261121-25-staffing-quotas', ...staffingQuotas },
  { name: '20261121-26-institution-changes', ...institutionChanges },
  { name: '20261121-27-lists-by-index', ...listsByIndex },
  { name: '20261121-28-filings-by-business', ...filingsByBusiness },
  { name: '20261121-29-role-parents', ...roleParents },
  { name: '20261121-30-internet-access', ...internetAccess },
]
