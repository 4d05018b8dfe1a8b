package dev.priorauth.core.facts;

import java.util.Optional;

/**
 * One thing an office can say about a service: the closed list of names that questions, rule data
 * and answers share.
 *
 * <p>The order of the constants is the order in which facts are reported, asked for and blamed,
 * from what an office knows first to what it has to look up.
 */
public enum Fact {
  PAYER("payer", Kind.CHOICE),
  PRODUCT("product", Kind.CHOICE),
  FUNDING("funding", Kind.CHOICE),
  NETWORK("network", Kind.CHOICE),
  SERVICE("service", Kind.CHOICE),
  CODE("code", Kind.CODE),
  SERVICE_DATE("serviceDate", Kind.DATE),
  SETTING("setting", Kind.CHOICE),
  AGE("age", Kind.NUMBER),
  VISIT_NUMBER("visitNumber", Kind.NUMBER),
  VISIT_LIMIT("visitLimit", Kind.NUMBER),
  ADMISSION_FROM("admissionFrom", Kind.CHOICE),
  CONDITION("condition", Kind.CHOICES),
  PRIMARY_DIAGNOSIS("primaryDiagnosis", Kind.CHOICE),
  PURPOSE("purpose", Kind.CHOICE),
  ALSO_RECEIVES("alsoReceives", Kind.CHOICE),
  AMOUNT("amount", Kind.MONEY),
  BENEFIT_STRUCTURE("benefitStructure", Kind.CHOICE),
  CASE_MANAGEMENT_ENROLLED("caseManagementEnrolled", Kind.FLAG),
  PRIMARY_CARE_PROVIDER_STATE("primaryCareProviderState", Kind.CHOICE),
  REQUESTER_ROLE("requesterRole", Kind.CHOICE),
  CHANNEL("channel", Kind.CHOICE);

  /** What a fact's value looks like. */
  public enum Kind {
    /** One of the vocabulary's values. */
    CHOICE,
    /** Any number of the vocabulary's values: all that apply. */
    CHOICES,
    /** {@code true} or {@code false}. */
    FLAG,
    /** A whole number, zero or more. */
    NUMBER,
    /** US dollars with at most two decimals; held in cents. */
    MONEY,
    /** Five letters or digits: a CPT or HCPCS code. */
    CODE,
    /** A calendar date in the payer's zone. */
    DATE
  }

  private final String key;
  private final Kind kind;

  Fact(String key, Kind kind) {
    this.key = key;
    this.kind = kind;
  }

  /** The name in queries, bodies and rule data. */
  public String key() {
    return key;
  }

  public Kind kind() {
    return kind;
  }

  public static Optional<Fact> ofKey(String key) {
    for (Fact fact : values()) {
      if (fact.key.equals(key)) {
        return Optional.of(fact);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return key;
  }
}
