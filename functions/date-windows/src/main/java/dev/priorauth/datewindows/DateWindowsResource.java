package dev.priorauth.datewindows;

import dev.priorauth.core.dates.DateWindows;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.dates.WindowReport;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.http.KnownOn;
import dev.priorauth.http.PayerBook;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.RequestLog;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Whether dates fit, and which would. */
@Path("/v1/date-windows")
@Consumes(MediaType.APPLICATION_JSON)
public class DateWindowsResource {
  private final Books books;
  private final InstantSource clock;

  public DateWindowsResource(Books books, InstantSource clock) {
    this.books = books;
    this.clock = clock;
  }

  /** One request, judged at one instant. */
  private record Judged(
      Case asked, Instant now, Moment today, Instant knownOn, WindowReport report) {}

  /**
   * JSON, or for a calendar the timeline: no content where it is empty, as a calendar cannot be.
   */
  @POST
  @Produces({MediaType.APPLICATION_JSON, TimelineCalendar.MEDIA_TYPE})
  public Response check(byte[] body, @Context UriInfo uri, @Context HttpHeaders headers) {
    Judged judged = judge(body, uri);
    if (!wantsCalendar(headers)) {
      return Response.ok(ReportJson.write(judged.report, judged.today, judged.knownOn))
          .type(MediaType.APPLICATION_JSON)
          .build();
    }
    if (judged.report.timeline().isEmpty()) {
      return Response.noContent().build();
    }
    return Response.ok(TimelineCalendar.write(judged.asked, judged.report, judged.now))
        .type(TimelineCalendar.MEDIA_TYPE + ";charset=UTF-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"date-windows.ics\"")
        .build();
  }

  /** Whether the calendar is preferred to JSON; who does not say gets JSON. */
  private static boolean wantsCalendar(HttpHeaders headers) {
    for (MediaType accepted : headers.getAcceptableMediaTypes()) {
      if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        return false;
      }
      if (accepted.isCompatible(TimelineCalendar.TYPE)) {
        return true;
      }
    }
    return false;
  }

  private Judged judge(byte[] body, UriInfo uri) {
    new QueryReader(uri.getQueryParameters()).end();
    Case asked = CaseReader.read(body, books.vocabulary());
    RuleBook book = PayerBook.of(books, asked.facts().text(Fact.PAYER).orElseThrow());
    ZoneId zone = book.payer().zone();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Moment today = asked.today().orElse(new Moment.At(now));
    Instant knownOn = asked.knownOn().map(moment -> KnownOn.instant(moment, zone)).orElse(now);
    WindowReport report =
        DateWindows.check(book, asked.facts(), asked.dates(), today.day(zone), knownOn);
    RequestLog.answers(report.verdict().key());
    return new Judged(asked, now, today, knownOn, report);
  }
}
