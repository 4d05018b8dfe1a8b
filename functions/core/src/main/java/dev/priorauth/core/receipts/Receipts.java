package dev.priorauth.core.receipts;

import java.util.List;
import java.util.Optional;

/** What was asked, kept so that the same answer can be given again. */
public interface Receipts {

  /** Keeps these receipts. Keeping one again changes nothing: its id stands for its content. */
  void keep(List<Receipt> receipts);

  Optional<Receipt> find(String id);
}
