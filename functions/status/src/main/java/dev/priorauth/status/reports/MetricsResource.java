package dev.priorauth.status.reports;

import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.metrics.Figures;
import dev.priorauth.core.rules.Books;
import dev.priorauth.dynamodb.FiguresStore;
import dev.priorauth.http.Callers;
import dev.priorauth.http.Now;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.RequestProblem;
import dev.priorauth.http.RequestProblem.Kind;
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
import java.time.Year;
import java.util.List;

/** The figures that a payer has to publish every year, for its operators. */
@Path("/v1/metrics")
public class MetricsResource {
  private static final int FIRST_YEAR = 2020;
  private static final int LAST_YEAR = 2100;

  private final Callers callers;
  private final FiguresStore figures;
  private final Books books;
  private final InstantSource clock;

  public MetricsResource(Callers callers, FiguresStore figures, Books books, InstantSource clock) {
    this.callers = callers;
    this.figures = figures;
    this.books = books;
    this.clock = clock;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, Format.CSV_TYPE, MediaType.TEXT_HTML})
  public Response year(@Context HttpHeaders headers, @Context UriInfo uri) {
    if (callers.of(headers).role() != Role.OPERATOR) {
      throw RequestProblem.notFound();
    }
    Vocabulary vocabulary = books.vocabulary();
    Instant now = Now.of(clock);
    LocalDate today = now.atZone(Zones.first(vocabulary)).toLocalDate();
    QueryReader query = new QueryReader(uri.getQueryParameters());
    int year = query.number("year", FIRST_YEAR, LAST_YEAR).orElse(today.getYear());
    query.end();
    List<MetricsReport.OfPayer> payers =
        vocabulary.payers().stream().map(payer -> ofPayer(payer, year, now)).toList();
    LocalDate last = Year.of(year).atMonth(12).atEndOfMonth();
    MetricsReport report = new MetricsReport(year, today.isBefore(last) ? today : last, payers);
    return Format.of(headers).answer(report.json(), report.table(), "payer", "metrics-" + year);
  }

  private MetricsReport.OfPayer ofPayer(Vocabulary.Payer payer, int year, Instant now) {
    Figures before = figures(payer, year - 1, now);
    Figures ofTheYear = figures(payer, year, now);
    return new MetricsReport.OfPayer(payer.id(), ofTheYear, before.plus(ofTheYear));
  }

  private Figures figures(Vocabulary.Payer payer, int year, Instant now) {
    return figures
        .between(
            payer.id(),
            payer.zone(),
            Year.of(year).atDay(1),
            Year.of(year).atMonth(12).atEndOfMonth(),
            now)
        .orElseThrow(
            () ->
                RequestProblem.of(
                    Kind.NOT_READY,
                    "The log is being added up, and a part of it is done. Ask again in a moment."));
  }
}
