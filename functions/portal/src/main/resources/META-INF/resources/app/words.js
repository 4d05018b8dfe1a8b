/** The API's values in an office's words. */

/**
 * Each answer has a word, an icon and a tone of its own, so that no two are told apart by colour alone. `unknown` is
 * the tone of nothing but what is not known.
 */
export const ANSWERS = {
  'authorization-required': {
    word: 'Authorization required',
    tone: 'ask',
    icon: 'stamp',
    says: 'Ask before the service.',
  },
  'notification-required': {
    word: 'Notification required',
    tone: 'tell',
    icon: 'bell',
    says: 'Tell them in time. No authorization has to be asked for.',
  },
  'referral-required': {
    word: 'Referral required',
    tone: 'refer',
    icon: 'arrow',
    says: 'It takes a referral, not an authorization.',
  },
  'not-required': {word: 'Not required', tone: 'free', icon: 'check', says: 'The source says that none is needed.'},
  'not-covered': {
    word: 'Not covered',
    tone: 'stop',
    icon: 'cross',
    says: 'The source says that it is no benefit, or not on these facts.',
  },
  'check-benefits': {
    word: 'Check the member’s benefits',
    tone: 'check',
    icon: 'card',
    says: 'The source leaves it to the member’s account.',
  },
  undetermined: {
    word: 'Not known yet',
    tone: 'unknown',
    icon: 'question',
    says: 'This does not mean that nothing is needed.',
  },
};

/** What became of dates, in the same way. */
export const VERDICTS = {
  'in-window': {word: 'The dates fit', tone: 'free', icon: 'check'},
  advisory: {word: 'Outside a recommendation', tone: 'tell', icon: 'bell'},
  late: {word: 'Late, but not refused', tone: 'ask', icon: 'warning'},
  'too-early': {word: 'Too early', tone: 'stop', icon: 'clock'},
  'too-late': {word: 'Too late', tone: 'stop', icon: 'cross'},
  'needs-date': {word: 'A date is missing', tone: 'unknown', icon: 'question'},
  undetermined: {word: 'Not known yet', tone: 'unknown', icon: 'question'},
  'not-applicable': {word: 'No window is known', tone: 'unknown', icon: 'question'},
  open: {word: 'Nothing to judge yet', tone: 'plain', icon: 'dash'},
};

export const FACTS = {
  payer: 'Payer',
  product: 'Plan',
  service: 'Service',
  code: 'Code',
  serviceDate: 'Date of service',
  setting: 'Setting',
  funding: 'Funding',
  network: 'Network',
  age: 'Age',
  visitNumber: 'Visit',
  visitLimit: 'Benefit limit in visits',
  admissionFrom: 'Admission from',
  condition: 'Condition',
  primaryDiagnosis: 'Primary diagnosis',
  purpose: 'Purpose',
  alsoReceives: 'Also receives',
  amount: 'Expected charge (USD)',
  benefitStructure: 'Benefits',
  caseManagementEnrolled: 'Case management',
  primaryCareProviderState: 'State of the primary care provider',
  requesterRole: 'Requester',
  channel: 'Channel',
};

/** What a question can change beside the answer. */
export const CHANGES = {
  answer: 'the answer',
  administrator: 'who decides',
  windows: 'by when',
  allotment: 'how many visits',
  checklist: 'what to have ready',
};

export const ACTIONS = {
  'submit-request': 'Send the request',
  'notify-admission': 'Notify the admission',
  'perform-service': 'Do the service',
  'request-extension': 'Ask for the extension',
  'update-initial-evaluation': 'Update the initial evaluation',
  'choose-service-date': 'Choose the date of service',
};

export const SEVERITIES = {
  refused: 'Outside it is refused',
  flagged: 'Late is accepted, and flagged',
  advised: 'A recommendation',
};

export const DATES = {
  submittedOn: 'the day of submission',
  submittedAt: 'the time of submission',
  serviceFrom: 'the first day of service',
  serviceTo: 'the last day of service',
  admittedAt: 'the admission',
  notifiedAt: 'the notification',
  issuedOn: 'the day on which it was issued',
  visitOn: 'the visit',
  lastCoveredVisitOn: 'the last covered visit',
  limitReachedOn: 'the day on which the limit was reached',
  extensionRequestedOn: 'the request for an extension',
  initialEvaluationOn: 'the initial evaluation',
  initialAuthorizationFrom: 'the first day of the first authorization',
  specimenCollectedOn: 'the collection of the specimen',
  caseManagementEnrolledOn: 'the enrolment in case management',
};

export const CONTACTS = {
  phone: 'Phone',
  fax: 'Fax',
  portal: 'Portal',
  link: 'Link',
  email: 'E-mail',
  address: 'Post',
  form: 'Form',
  'id-card': 'ID card',
};

export const UNITS = {visits: 'visits', 'dates-of-service': 'dates of service', units: 'units'};

export const PERIODS = {
  'calendar-year': 'calendar year',
  'rolling-365-days': '365 days',
  'consecutive-60-days': '60 consecutive days',
};

export const NEEDS = {required: 'required', 'may-be-required': 'may be required', recommended: 'recommended'};

/** An identifier such as ordering-provider as words. */
export const plain = (id) => id.replaceAll('-', ' ');

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** What a fact's value is called; an id that has no name stays as it is. */
export function valueInWords(vocabulary, fact, value) {
  const {values = []} = vocabulary.get(fact) || {};
  return [value]
    .flat()
    .map((one) => values.find((each) => each.value === String(one))?.label || String(one))
    .join(', ');
}
