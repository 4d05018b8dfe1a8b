package dev.priorauth.status.reports;

import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.dynamodb.OfficeStore;
import dev.priorauth.dynamodb.PostingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The messages of an office, newest first. */
final class Inbox {
  /** So many messages are looked at for one answer at most. */
  static final int LOOKED_AT = 100;

  private final OfficeStore offices;
  private final Set<Npi> office;

  Inbox(OfficeStore offices, Set<Npi> office) {
    this.offices = offices;
    this.office = office;
  }

  record Message(Posting posting, boolean read) {}

  /**
   * A part of the messages.
   *
   * @param next where the next part begins; empty where there is none
   */
  record Part(List<Message> messages, Optional<PostingId> next) {}

  /**
   * @param after the last one of the part before; empty for the first
   * @param limit the most messages
   * @param unreadOnly then a part may have fewer, and yet a next one
   */
  Part part(Optional<PostingId> after, int limit, boolean unreadOnly) {
    int look = unreadOnly ? LOOKED_AT : limit;
    List<Posting> found = offices.newest(office, after, look + 1);
    List<Posting> looked = found.subList(0, Math.min(look, found.size()));
    Set<PostingId> read = offices.read(office, looked);
    List<Message> messages = new ArrayList<>();
    Optional<PostingId> last = after;
    for (Posting posting : looked) {
      if (messages.size() == limit) {
        return new Part(messages, last);
      }
      PostingId id = PostingId.of(posting);
      last = Optional.of(id);
      if (!unreadOnly || !read.contains(id)) {
        messages.add(new Message(posting, read.contains(id)));
      }
    }
    return new Part(messages, found.size() > look ? last : Optional.empty());
  }

  /** How many of the newest messages nobody of the office has read. */
  int unread() {
    List<Posting> newest = offices.newest(office, Optional.empty(), LOOKED_AT);
    Set<PostingId> read = offices.read(office, newest);
    return (int) newest.stream().map(PostingId::of).filter(id -> !read.contains(id)).count();
  }
}
