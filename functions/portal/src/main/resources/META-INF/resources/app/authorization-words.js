/** What is said of authorizations, in an office's words. */

export const STATUSES = {
  pended: {word: 'Waiting', tone: 'tell', icon: 'clock'},
  approved: {word: 'Approved', tone: 'free', icon: 'check'},
  'partially-approved': {word: 'Approved in part', tone: 'ask', icon: 'check'},
  denied: {word: 'Denied', tone: 'stop', icon: 'cross'},
  withdrawn: {word: 'Withdrawn', tone: 'plain', icon: 'dash'},
  expired: {word: 'Expired', tone: 'plain', icon: 'clock'},
  closed: {word: 'Closed without a decision', tone: 'plain', icon: 'dash'},
  'not-required': {word: 'Not required', tone: 'free', icon: 'check'},
};

export const DEADLINES = {
  'decision-due': 'Decision due',
  'information-due': 'Information due',
  'extension-due': 'Extension due',
  closes: 'Closes',
  expires: 'Last day',
};

export const OWNERS = {
  requester: 'the requesting office',
  'servicing-provider': 'the servicing provider',
  reviewer: 'the reviewer',
  administrator: 'the administrator',
};

export const LINE_ACTIONS = {
  A1: 'approved',
  A2: 'approved in part',
  A3: 'not approved',
  A4: 'waiting',
  A6: 'changed',
  C: 'cancelled',
  NA: 'nothing to decide',
};

export const LETTERS = {
  approval: 'approval',
  'partial-approval': 'approval in part',
  pend: 'what it waits for',
  denial: 'denial',
  withdrawal: 'withdrawal',
  closing: 'closed without a decision',
};

export const ASK_STATES = {
  asked: 'open',
  received: 'received',
  accepted: 'accepted',
  unreadable: 'cannot be read',
  lapsed: 'nothing came',
};
