package dev.priorauth.core.rules;

/** What the rules ask for before a service. */
public enum Answer {
  /** Ask before the service. */
  AUTHORIZATION_REQUIRED("authorization-required"),
  /** Tell within the window; no authorization. */
  NOTIFICATION_REQUIRED("notification-required"),
  /** A referral, not an authorization. */
  REFERRAL_REQUIRED("referral-required"),
  /** A cited rule says that nothing is needed. */
  NOT_REQUIRED("not-required"),
  /** A cited rule says that it is not a benefit. */
  NOT_COVERED("not-covered"),
  /** The source itself leaves it to the member's account. */
  CHECK_BENEFITS("check-benefits"),
  /** No rule speaks, or facts are missing. No rule may say this: it is never "not required". */
  UNDETERMINED("undetermined");

  private final String key;

  Answer(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  public static Answer ofKey(String key) {
    for (Answer answer : values()) {
      if (answer.key.equals(key)) {
        return answer;
      }
    }
    throw new IllegalArgumentException("there is no answer " + key);
  }
}
