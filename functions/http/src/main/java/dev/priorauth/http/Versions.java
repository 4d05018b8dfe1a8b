package dev.priorauth.http;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;

/** Versions as entity tags. */
public final class Versions {
  private Versions() {}

  public static EntityTag tag(long version) {
    return new EntityTag(Long.toString(version));
  }

  /**
   * Refuses to write over what the caller has not read. Who does not say what was read may write.
   *
   * @param version the version now; zero where there is nothing
   */
  public static void check(HttpHeaders headers, long version) {
    String read = headers.getHeaderString(HttpHeaders.IF_MATCH);
    if (read != null
        && !(read.strip().equals("*") && version > 0)
        && !read.strip().equals("\"" + version + "\"")) {
      throw RequestProblem.changedMeanwhile(version);
    }
  }
}
