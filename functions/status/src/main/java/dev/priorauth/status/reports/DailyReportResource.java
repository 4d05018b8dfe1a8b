package dev.priorauth.status.reports;

import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.reports.DailyReport;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.rules.Books;
import dev.priorauth.dynamodb.OfficeStore;
import dev.priorauth.http.Callers;
import dev.priorauth.http.Now;
import dev.priorauth.http.QueryReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** The approvals and denials of a day, for an office. */
@Path("/v1/reports/daily")
public class DailyReportResource {
  /** So many happenings of a day are looked at at most; each request is one. */
  private static final int MOST = 2000;

  private final Callers callers;
  private final OfficeStore offices;
  private final Books books;
  private final InstantSource clock;

  public DailyReportResource(
      Callers callers, OfficeStore offices, Books books, InstantSource clock) {
    this.callers = callers;
    this.offices = offices;
    this.books = books;
    this.clock = clock;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, Format.CSV_TYPE, MediaType.TEXT_HTML})
  public Response report(@Context HttpHeaders headers, @Context UriInfo uri) {
    Actor caller = Office.provider(callers, headers);
    Vocabulary vocabulary = books.vocabulary();
    Instant now = Now.of(clock);
    QueryReader query = new QueryReader(uri.getQueryParameters());
    Set<Npi> office = Office.of(caller, query);
    LocalDate on =
        query
            .day("on")
            .orElseGet(() -> now.atZone(Zones.first(vocabulary)).toLocalDate().minusDays(1));
    query.end();
    Instant from = Zones.begin(on, vocabulary);
    Instant until = Zones.end(on, vocabulary);
    List<Posting> postings = offices.between(office, from, until, MOST);
    List<AuthorizationId> decided =
        postings.stream().filter(DailyReport::isDecision).map(Posting::about).toList();
    DailyReport report = DailyReport.of(on, postings, offices.find(decided), vocabulary);
    DailyReportJson json = new DailyReportJson(report, vocabulary);
    boolean complete = postings.size() < MOST;
    return Format.of(headers)
        .answer(
            json.json(!until.isAfter(now), complete), json.table(), "setting", "decisions-" + on);
  }
}
