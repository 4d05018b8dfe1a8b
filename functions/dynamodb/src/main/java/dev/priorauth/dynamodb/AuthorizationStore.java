package dev.priorauth.dynamodb;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Entry;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The authorizations, with all that has to be written together with them. */
public final class AuthorizationStore {

  /** The most hits on a page. */
  public static final int PAGE = 25;

  private final DynamoDbClient client;
  private final String table;

  public AuthorizationStore(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** The answer that was given to this request before; empty where it is new. */
  public Optional<SubmitResult.Earlier> earlier(IdempotencyKey key, String bodyHash) {
    throw new UnsupportedOperationException();
  }

  /** What a decision about the member has to know, and {@link #submit} to be given again. */
  public Standing standing(String payer, MemberId member) {
    throw new UnsupportedOperationException();
  }

  /**
   * Creates authorizations, and changes others that the same request changes: all of it or nothing.
   *
   * @param parts of one member and payer; a request that was not divided has one new one. For an
   *     extension, the event of the extended one is among them
   * @param seen the standing that the decision rests on
   * @param bodyHash tells one body from another
   * @param answer what is answered now, and to the same request later
   */
  public SubmitResult submit(
      List<Done> parts, Standing seen, IdempotencyKey key, String bodyHash, String answer) {
    throw new UnsupportedOperationException();
  }

  /** Adds an event to an authorization, with the state after it and what it does to allotments. */
  public AppendResult append(Done done) {
    throw new UnsupportedOperationException();
  }

  public Optional<Authorization> find(AuthorizationId id) {
    throw new UnsupportedOperationException();
  }

  /** The parts of a request that went to several administrators, by what joins them. */
  public List<AuthorizationId> parts(AuthorizationId parent) {
    throw new UnsupportedOperationException();
  }

  /** All events of an authorization, oldest first. */
  public List<Entry> history(AuthorizationId id) {
    throw new UnsupportedOperationException();
  }

  /**
   * A member's authorizations with all payers.
   *
   * @param dateOfBirth must be the member's, else nothing is found
   * @param after empty for the first page
   */
  public Page byMember(
      MemberId member, LocalDate dateOfBirth, Filter filter, Optional<Cursor> after) {
    throw new UnsupportedOperationException();
  }

  /**
   * The authorizations that a provider requested or is the servicing provider of.
   *
   * @param after empty for the first page
   */
  public Page byProvider(Npi provider, Filter filter, Optional<Cursor> after) {
    throw new UnsupportedOperationException();
  }

  /**
   * The authorizations that somebody means by a reference: its own, that of the whole whose part it
   * is, or the administrator's.
   *
   * @param written as people write it
   */
  public List<Authorization> byReference(String written) {
    throw new UnsupportedOperationException();
  }
}
