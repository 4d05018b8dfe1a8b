package dev.priorauth.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was asked, kept so that the same answer can be given again. */
public interface Receipts {

  /** Keeps these receipts. Keeping one again changes nothing: its id stands for its content. */
  void keep(List<Receipt> receipts);

  Optional<Receipt> find(String id);

  /**
   * One question: enough to compute its answer again.
   *
   * @param bookHash the checksum of the book that answered
   * @param facts the given facts as texts by their keys, without the date of service
   * @param on the date of service
   * @param knownOn the instant whose state of knowledge counted
   */
  record Receipt(
      String id,
      String payer,
      String bookHash,
      Map<String, List<String>> facts,
      LocalDate on,
      Instant knownOn) {}
}
