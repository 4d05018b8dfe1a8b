package dev.priorauth.core.authorizations;

import java.util.Optional;

/** What a caller is, as its token says. */
public enum Role {
  PROVIDER("provider"),
  REVIEWER("reviewer"),
  OPERATOR("operator"),
  MEMBER("member");

  private final String key;

  Role(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  public static Optional<Role> ofKey(String key) {
    for (Role role : values()) {
      if (role.key.equals(key)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
