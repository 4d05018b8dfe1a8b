package dev.priorauth.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds every quote, word for word, at its lines of its document; and every document unchanged. */
final class CitationCheck {
  private static final Pattern WHITE_SPACE =
      Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  private final Map<String, List<String>> documents = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  static List<Finding> run(RuleSources sources) {
    CitationCheck check = new CitationCheck();
    for (JsonNode document : sources.documents()) {
      String name = document.path("name").asText();
      String text = document.path("text").asText();
      check.documents.put(name, text.lines().toList());
      String sha256 = BookWriter.sha256(text.getBytes(StandardCharsets.UTF_8));
      if (!sha256.equals(document.path("sha256").asText())) {
        check.findings.add(
            new Finding(
                "sources/" + name,
                "line 1",
                "the document is not the one that was retrieved; restore it, or add it under a new name with sha256 "
                    + sha256));
      }
    }
    sources
        .files()
        .forEach(
            (name, json) -> {
              if (!name.startsWith("schema/")) {
                check.walk(name, "$", json, json.path("document").asText(""));
              }
            });
    return check.findings;
  }

  static String fold(String text) {
    return WHITE_SPACE.matcher(text).replaceAll(" ").strip();
  }

  private void walk(String file, String path, JsonNode json, String standard) {
    if (json.isObject()) {
      if (json.has("quote")) {
        check(file, path, json, json.path("document").asText(standard));
      }
      json.properties()
          .forEach(member -> walk(file, path + "." + member.getKey(), member.getValue(), standard));
    } else if (json.isArray()) {
      for (int i = 0; i < json.size(); i++) {
        walk(file, path + "[" + i + "]", json.get(i), standard);
      }
    }
  }

  private void check(String file, String path, JsonNode cite, String name) {
    List<String> lines = documents.get(name);
    if (lines == null) {
      findings.add(
          new Finding(
              file,
              path,
              name.isEmpty()
                  ? "the citation names no document; add \"document\""
                  : "sources/index.json does not list the document "
                      + name
                      + "; add it there or correct the name"));
      return;
    }
    String quote = fold(cite.path("quote").asText());
    StringBuilder cited = new StringBuilder();
    for (int number : Citations.lineNumbers(cite.path("lines").asText())) {
      if (number < 1 || number > lines.size()) {
        findings.add(
            new Finding(
                file,
                path + ".lines",
                name + " has " + lines.size() + " lines, but line " + number + " is cited"));
        return;
      }
      cited.append(lines.get(number - 1)).append(' ');
    }
    boolean unbroken = fold(String.join(" ", lines)).contains(quote);
    if (!fold(cited.toString()).contains(quote) || !unbroken) {
      findings.add(
          new Finding(
              file,
              path + ".quote",
              "these words do not stand at "
                  + name
                  + ":"
                  + cite.path("lines").asText()
                  + "; copy them from there in one unbroken piece, or correct the lines: "
                  + quote));
    }
  }
}
