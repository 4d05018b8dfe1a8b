package dev.priorauth.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.http.RequestProblem;
import dev.priorauth.http.RequestProblem.Kind;
import dev.priorauth.letters.Printed;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Gives letters and sheets in the form that the caller prefers: HTML, or PDF. */
final class Prints {
  private static final MediaType PDF = new MediaType("application", "pdf");
  private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset(UTF_8.name());

  private Prints() {}

  /**
   * The form to give.
   *
   * @throws RequestProblem if the caller accepts neither
   */
  static MediaType form(Request request) {
    return Optional.ofNullable(
            request.selectVariant(
                List.of(
                    new Variant(MediaType.TEXT_HTML_TYPE, (String) null, null),
                    new Variant(PDF, (String) null, null))))
        .map(Variant::getMediaType)
        .orElseThrow(
            () -> RequestProblem.of(Kind.NOT_ACCEPTABLE, "Accept text/html or application/pdf."));
  }

  /** The book that answered; another one would make another letter. */
  static RuleBook book(Books books, Authorization state) {
    return books
        .byHash(state.submission().payer(), state.dossier().basis().book())
        .orElseThrow(
            () ->
                RequestProblem.of(
                    Kind.NOT_PUBLISHED, "The rules that it rests on cannot be read now."));
  }

  /**
   * @param name the name to keep it under, without personal data and without extension
   */
  static Response answer(Printed printed, MediaType form, String name) {
    boolean pdf = form.isCompatible(PDF);
    byte[] body = pdf ? printed.pdfBytes() : printed.htmlBytes();
    return Response.ok(body, pdf ? PDF : HTML)
        .tag(new EntityTag(hash(body)))
        .header(HttpHeaders.CONTENT_LENGTH, body.length)
        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "inline; filename=\"" + name + (pdf ? ".pdf\"" : ".html\""))
        .header("X-Content-Type-Options", "nosniff")
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src "
                + printed.styleSource()
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
        .build();
  }

  private static String hash(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
