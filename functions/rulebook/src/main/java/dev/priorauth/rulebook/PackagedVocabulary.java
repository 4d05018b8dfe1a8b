package dev.priorauth.rulebook;

import dev.priorauth.core.facts.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The vocabulary that the program was built with: it says which questions are well formed before
 * any book is read.
 */
public final class PackagedVocabulary {
  private PackagedVocabulary() {}

  public static Vocabulary load() {
    return VocabularyReader.read(node("vocabulary.json"), node("services.json"));
  }

  private static Node node(String name) {
    try (InputStream in = PackagedVocabulary.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not packaged");
      }
      return Node.root(StrictJson.read(in.readAllBytes(), name), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
