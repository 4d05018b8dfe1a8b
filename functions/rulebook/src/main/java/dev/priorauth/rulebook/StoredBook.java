package dev.priorauth.rulebook;

import java.util.Objects;

/**
 * A payer's book in the form in which it is kept: its sources as one JSON text, compressed.
 *
 * @param hash SHA-256 of the uncompressed text, in hexadecimal: equal content has an equal hash
 * @param compressed the text in GZIP form
 */
public record StoredBook(String payer, String hash, byte[] compressed) {
  public StoredBook {
    Objects.requireNonNull(payer, "payer");
    compressed = compressed.clone();
  }

  @Override
  public byte[] compressed() {
    return compressed.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredBook book && book.payer.equals(payer) && book.hash.equals(hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }
}
