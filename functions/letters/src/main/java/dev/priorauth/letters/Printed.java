package dev.priorauth.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

/**
 * A letter or sheet that can be given in either form. It names a member: not in {@link
 * #toString()}.
 *
 * @param html XHTML, which every browser takes as HTML too
 * @param styleSource the source of its style for a content security policy
 */
public record Printed(String html, String styleSource, String footer, Instant at) {

  public byte[] htmlBytes() {
    return html.getBytes(UTF_8);
  }

  public byte[] pdfBytes() {
    return Pdf.write(Markup.read(html), footer, at);
  }

  @Override
  public String toString() {
    return "Printed[" + footer + "]";
  }
}
