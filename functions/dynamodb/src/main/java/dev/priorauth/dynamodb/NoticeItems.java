package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.b;
import static dev.priorauth.dynamodb.Items.n;
import static dev.priorauth.dynamodb.Items.required;
import static dev.priorauth.dynamodb.Items.s;
import static dev.priorauth.dynamodb.Trees.choice;
import static dev.priorauth.dynamodb.Trees.text;
import static dev.priorauth.dynamodb.Trees.textIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Deadline;
import dev.priorauth.core.authorizations.Status;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.metrics.LogEntry;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Npi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A notice, under {@code AUTH#<id>} / {@code NOTICE#<instant>#<kind>}: the same deadline always has
 * the same key, so that no notice can be there twice.
 *
 * <p>It stands in the indexes by provider, under {@code OFFICE#<npi>}: the messages of an office in
 * the order of time. These have its keys and its document. Its place there is the instant at which
 * it was written first, not that of the deadline: who has read all messages so far must not miss
 * one that is late.
 *
 * <p>That time closes a request stands in the log of the figures too, see {@link LogItems}. The key
 * of that notice is where time and an event meet that takes the closing away, dated before it but
 * written at any time: the event leaves there that it did, so that the notice is not written any
 * more or, where the notice is there already, takes it back with an item {@code NOTICE#<instant of
 * the closing>#reopened}, a message and an entry of the log like the notice.
 */
final class NoticeItems {
  static final String NOTICES = "NOTICE#"; // the sort keys of notices begin with it
  static final String DOCUMENT = AuthorizationItems.DOCUMENT; // B, packed JSON: see toItem

  /** N, the version of the event that took a closing away, in the place of its notice. */
  static final String AVERTED = "averted";

  private NoticeItems() {}

  /**
   * A notice as it is written, unless it is there already.
   *
   * @param key what finds it; in {@code item} too
   */
  record Written(Map<String, AttributeValue> key, Map<String, AttributeValue> item) {}

  private static Map<String, AttributeValue> key(AuthorizationId id, Instant at, String kind) {
    return Items.key(
        AuthorizationItems.partition(id), NOTICES + AuthorizationItems.sortable(at) + "#" + kind);
  }

  /**
   * That an event has taken a closing away, in the place of the notice.
   *
   * @param state after the event
   * @param closes the instant of the closing
   */
  static Map<String, AttributeValue> averted(Authorization state, Instant closes) {
    Map<String, AttributeValue> item =
        new HashMap<>(key(state.id(), closes, Deadline.Kind.CLOSES.noticeKey()));
    item.put(AVERTED, n(state.version()));
    return item;
  }

  /**
   * That a closing of which there is a notice does not hold.
   *
   * @param closes the instant of the closing
   * @param at when that is written
   */
  static Map<String, AttributeValue> reopened(Authorization state, Instant closes, Instant at) {
    Posting posting = new Posting(state.id(), at, 0, Posting.Kind.REOPENED);
    Map<String, AttributeValue> item = new HashMap<>(key(state.id(), closes, posting.kind().key()));
    item.putAll(PostingItems.keys(posting, state));
    LogEntry.ofReopening(state, at)
        .ifPresent(logged -> item.putAll(LogItems.keys(state.id(), 0, logged)));
    return item;
  }

  /** When a notice was written, by its place among the messages. */
  static Instant writtenAt(Map<String, AttributeValue> item) {
    return AuthorizationItems.instant(required(item, AuthorizationItems.SUBMITTED).s());
  }

  /**
   * The notices of an authorization that are written together, each with a place of its own.
   *
   * @param at when they are written
   */
  static List<Written> written(Authorization state, List<Deadline> deadlines, Instant at) {
    List<Written> notices = new ArrayList<>();
    for (Deadline deadline : deadlines) {
      notices.add(written(state, deadline, at.plusNanos(notices.size())));
    }
    return notices;
  }

  private static Written written(Authorization state, Deadline deadline, Instant at) {
    Notice notice = Notice.of(state, deadline);
    Map<String, AttributeValue> key = key(notice.id(), notice.at(), notice.kind().noticeKey());
    Map<String, AttributeValue> item = new HashMap<>(key);
    item.putAll(attributes(notice, at));
    if (deadline.kind() == Deadline.Kind.CLOSES) {
      LogEntry.ofClosing(state, at)
          .ifPresent(logged -> item.putAll(LogItems.keys(state.id(), 0, logged)));
    }
    return new Written(key, item);
  }

  private static Map<String, AttributeValue> attributes(Notice notice, Instant at) {
    ObjectNode document = Trees.object();
    document.put("payer", notice.payer());
    document.put("status", notice.status().key());
    document.put("requester", notice.requester().digits());
    notice.servicing().ifPresent(npi -> document.put("servicing", npi.digits()));
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(DOCUMENT, b(Packed.pack(document)));
    item.put(AuthorizationItems.PROVIDER, s(PostingItems.officePartition(notice.requester())));
    notice
        .servicing()
        .ifPresent(
            npi -> item.put(AuthorizationItems.SERVICING, s(PostingItems.officePartition(npi))));
    item.put(
        AuthorizationItems.SUBMITTED,
        s(AuthorizationItems.position(at, notice.id()) + "#" + notice.kind().noticeKey()));
    return item;
  }

  /** Reads a notice, whole or as an index has it. */
  static Notice fromItem(Map<String, AttributeValue> item) {
    String[] key = required(item, Items.SK).s().split("#");
    JsonNode document = Packed.document(required(item, DOCUMENT).b().asByteArray());
    return new Notice(
        new AuthorizationId(required(item, Items.PK).s().substring("AUTH#".length())),
        kind(key[2]),
        Instant.parse(key[1]),
        text(document, "payer"),
        choice(document, "status", Status.values(), Status::key),
        new Npi(text(document, "requester")),
        textIf(document, "servicing").map(Npi::new));
  }

  private static Deadline.Kind kind(String noticeKey) {
    for (Deadline.Kind kind : Deadline.Kind.values()) {
      if (kind.noticeKey().equals(noticeKey)) {
        return kind;
      }
    }
    throw new IllegalStateException("a stored notice is of an unknown kind");
  }
}
