package dev.priorauth.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** Puts what concerns one payer into one JSON text, and compresses it. */
final class BookWriter {
  private BookWriter() {}

  /**
   * The members of a payer's book: everything that names the payer, in the order of the files'
   * names.
   */
  static ObjectNode members(RuleSources sources, String payer) {
    ObjectNode book = StrictJson.MAPPER.createObjectNode();
    book.put("payer", payer);
    book.set("vocabulary", sources.json("vocabulary.json"));
    book.set("services", sources.json("services.json"));
    book.set("directory", sources.json("directory.json"));
    book.set("notices", sources.json("notices.json"));
    book.set("programs", sources.json("programs.json"));
    book.set("decisionClocks", sources.json("decision-clocks.json"));
    book.set("appealRoutes", sources.json("appeal-routes.json"));
    ArrayNode criteria = book.putArray("criteria");
    sources
        .named("criteria")
        .values()
        .forEach(file -> addIf(criteria, file, names(file.path("when").path("payer"), payer)));
    ArrayNode codes = book.putArray("codes");
    sources
        .named("codes")
        .values()
        .forEach(file -> addIf(codes, file, file.path("payer").asText().equals(payer)));
    ArrayNode programmes = book.putArray("programmes");
    sources
        .programmes()
        .values()
        .forEach(file -> addIf(programmes, file, names(file.path("payers"), payer)));
    book.set("documents", sources.documents());
    return book;
  }

  static StoredBook store(String payer, ObjectNode members) {
    try {
      byte[] text = StrictJson.MAPPER.writeValueAsBytes(members);
      ByteArrayOutputStream compressed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
        gzip.write(text);
      }
      return new StoredBook(payer, sha256(text), compressed.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void addIf(ArrayNode array, JsonNode file, boolean wanted) {
    if (wanted) {
      array.add(file);
    }
  }

  private static boolean names(JsonNode payers, String payer) {
    for (JsonNode each : payers) {
      if (each.asText().equals(payer)) {
        return true;
      }
    }
    return false;
  }
}
