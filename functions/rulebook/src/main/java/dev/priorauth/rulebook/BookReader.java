package dev.priorauth.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.CodeList;
import dev.priorauth.core.rules.Reference;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.sources.Document;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Makes a book out of its stored form. */
public final class BookReader {
  private BookReader() {}

  /**
   * Reads a book.
   *
   * @throws IllegalArgumentException with the path of what is wrong, if the stored form is not a
   *     sound book
   */
  public static RuleBook read(StoredBook stored) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored.compressed()))) {
      return read(stored.payer(), stored.hash(), StrictJson.read(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a book from the members that {@link BookWriter} gives it. */
  static RuleBook read(String payerId, String hash, JsonNode json) {
    Node root = new Node(json, "$");
    Vocabulary vocabulary =
        VocabularyReader.read(root.required("vocabulary"), root.required("services"));
    Vocabulary.Payer payer =
        vocabulary
            .payer(payerId)
            .orElseThrow(
                () -> new DataException("$.vocabulary.payers", "there is no payer " + payerId));
    List<Document> documents = root.list("documents", BookReader::document);
    Citations citations = new Citations(byName(documents), Optional.empty());
    List<Rule> rules = new ArrayList<>();
    List<Reference> references = new ArrayList<>();
    for (Node file : root.required("programmes").elements()) {
      ProgrammeFile programme = ProgrammeReader.read(file, citations);
      rules.addAll(programme.rules());
      references.addAll(programme.references());
    }
    // The order of files must not matter: what is merged from several rules comes in the order of
    // their ids.
    rules.sort(Comparator.comparing(Rule::id));
    references.sort(Comparator.comparing(Reference::id));
    DirectoryReader directory = new DirectoryReader(citations);
    List<CodeList> codeLists = root.list("codes", directory::codeList);
    return new RuleBook(
        vocabulary,
        payer,
        hash,
        rules,
        references,
        codeLists,
        directory.read(
            root.required("directory"),
            root.required("notices"),
            root.required("programs"),
            payerId),
        documents);
  }

  static Map<String, Document> byName(List<Document> documents) {
    Map<String, Document> byName = new LinkedHashMap<>();
    documents.forEach(document -> byName.put(document.name(), document));
    return byName;
  }

  static Document document(Node node) {
    return new Document(
        node.text("name"),
        node.text("title"),
        node.text("publisher"),
        node.optionalDate("publishedOn"),
        node.required("retrievedOn").date(),
        node.optionalText("note"),
        node.text("sha256"),
        node.text("text"));
  }
}
