package dev.priorauth.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One set of templates. Everything that they print is escaped. */
final class Templates {
  private static final Engine ENGINE =
      Engine.builder()
          .addDefaults()
          .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
          .build();

  private static final Templates FIRST = new Templates(1);

  private final Template letter;
  private final Template sheet;
  private final String style;

  private Templates(int number) {
    this.letter = template(number + "/letter.html");
    this.sheet = template(number + "/sheet.html");
    this.style = text(number + "/style.css");
  }

  /**
   * @throws IllegalArgumentException if no letter was ever made with such a set
   */
  static Templates of(int number) {
    if (number != 1) {
      throw new IllegalArgumentException("there is no set of templates " + number);
    }
    return FIRST;
  }

  String letter(Map<String, Object> content) {
    return render(letter, content);
  }

  String sheet(Map<String, Object> content) {
    return render(sheet, content);
  }

  /** The source that a content security policy names to let the style be used. */
  String styleSource() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private String render(Template template, Map<String, Object> content) {
    Map<String, Object> all = new HashMap<>(content);
    all.put("style", style);
    return template.render(all);
  }

  private static Template template(String name) {
    return ENGINE.parse(text(name), Variant.forContentType(Variant.TEXT_HTML), name);
  }

  private static String text(String name) {
    try (InputStream in = Templates.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
