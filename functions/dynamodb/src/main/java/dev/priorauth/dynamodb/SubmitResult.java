package dev.priorauth.dynamodb;

import dev.priorauth.core.decisions.AllotmentKey;
import dev.priorauth.core.requests.AuthorizationId;

/** What became of authorizations that were to be created. */
public sealed interface SubmitResult {

  /** Everything was written. */
  record Stored() implements SubmitResult {}

  /** The same request had been sent before, or the key was used for another one. */
  sealed interface Earlier extends SubmitResult {}

  /**
   * The same request had been stored before; nothing was written. What was answered then follows
   * from {@link AuthorizationStore#submitted}.
   *
   * @param id the authorization's, or that of the parent of a divided request
   */
  record Replayed(AuthorizationId id) implements Earlier {}

  /** The key was used for another body before; nothing was written. */
  record KeyReusedForOtherBody() implements Earlier {}

  /**
   * Less is left of an allotment than was to be taken, or another period of it has begun meanwhile;
   * nothing was written. Whoever decided has to decide again.
   *
   * @param left what is left in the period; zero where the period cannot begin
   */
  record AllotmentExhausted(AllotmentKey key, int left) implements SubmitResult {}

  /**
   * It overlaps with a live authorization and does not say that it is meant to; nothing was
   * written.
   *
   * @param of the other one
   */
  record Duplicate(AuthorizationId of) implements SubmitResult {}

  /**
   * An authorization that was to be changed in the same write had been changed meanwhile; nothing
   * was written.
   */
  record ChangedMeanwhile(AuthorizationId id, long version) implements SubmitResult {}

  /**
   * Another request's authorization has the reference already; nothing was written. Draw another
   * one.
   */
  record IdTaken(AuthorizationId id) implements SubmitResult {}

  /** Too many others write about the same member; nothing was written. Try again later. */
  record Contended() implements SubmitResult {}
}
