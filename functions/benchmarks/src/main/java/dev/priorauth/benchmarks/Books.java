package dev.priorauth.benchmarks;

import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.rulebook.BookReader;
import dev.priorauth.rulebook.CheckedRules;
import dev.priorauth.rulebook.RuleFolder;
import dev.priorauth.rulebook.StoredBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The books of all payers in their stored form, as files. What measures reads them from there, as a
 * function does from its table, and not from the folder of rules.
 */
final class Books {
  /** The payer whose book is asked. */
  static final String PAYER = "bcbsma";

  /** The system property that names the folder to a measuring process. */
  static final String FOLDER = "books";

  private Books() {}

  /** Checks a folder of rules and writes its books. */
  static void write(Path rulesJson, Path folder) throws IOException {
    CheckedRules checked = RuleFolder.check(rulesJson);
    if (!checked.sound()) {
      throw new IllegalArgumentException("the rules are not sound: " + checked.findings());
    }
    for (StoredBook book : checked.books()) {
      Files.write(folder.resolve(book.payer() + "." + book.hash()), book.compressed());
    }
  }

  static List<StoredBook> all() {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty(FOLDER)))) {
      return files.sorted().map(Books::stored).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The stored book that is asked. */
  static StoredBook stored() {
    return all().stream().filter(book -> book.payer().equals(PAYER)).findFirst().orElseThrow();
  }

  static RuleBook asked() {
    return BookReader.read(stored());
  }

  private static StoredBook stored(Path file) {
    String[] name = file.getFileName().toString().split("\\.");
    try {
      return new StoredBook(name[0], name[1], Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
