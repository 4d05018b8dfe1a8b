package dev.priorauth.datewindows;

import static java.nio.charset.StandardCharsets.UTF_8;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalWriter;
import biweekly.property.CalendarScale;
import biweekly.property.DateStart;
import biweekly.property.Method;
import biweekly.property.Transparency;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.dates.WindowReport;
import dev.priorauth.core.dates.WindowReport.Event;
import dev.priorauth.core.sources.Citation;
import dev.priorauth.core.sources.Statement;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.StringJoiner;
import java.util.UUID;

/**
 * A timeline as an iCalendar file (RFC 5545): one event for each entry, on a whole day or at an
 * instant, that blocks no time.
 *
 * <p>An event's id follows from what was asked and from the entry, so a calendar that takes the
 * same file again has each event once. What was asked stands in no event.
 */
final class TimelineCalendar {
  static final String MEDIA_TYPE = "text/calendar";
  static final MediaType TYPE = MediaType.valueOf(MEDIA_TYPE);

  /**
   * A line has at most 75 octets, says RFC 5545, but the library counts characters: this leaves
   * room for the curly quotes and dashes of the cited words, which have three octets each.
   */
  private static final int LINE_LENGTH = 60;

  private TimelineCalendar() {}

  /**
   * @param now when the file is made
   */
  static String write(Case asked, WindowReport report, Instant now) {
    ICalendar calendar = new ICalendar();
    calendar.setProductId("-//priorauth.dev//date-windows//EN");
    calendar.setCalendarScale(CalendarScale.gregorian());
    calendar.setMethod(Method.PUBLISH);
    report.timeline().stream()
        .distinct()
        .forEach(entry -> calendar.addEvent(event(asked, entry, now)));
    StringWriter text = new StringWriter();
    try (ICalWriter writer = new ICalWriter(text, ICalVersion.V2_0)) {
      writer.getVObjectWriter().getFoldedLineWriter().setLineLength(LINE_LENGTH);
      writer.write(calendar);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can always be written", e);
    }
    return text.toString();
  }

  private static VEvent event(Case asked, Event entry, Instant now) {
    VEvent event = new VEvent();
    event.setUid(uid(asked, entry));
    event.setDateTimeStamp(Date.from(now));
    event.setDateStart(start(entry.on()));
    event.setSummary(entry.statement().text());
    event.setDescription(description(entry.statement()));
    event.addCategories(entry.kind());
    event.setTransparency(Transparency.transparent());
    return event;
  }

  private static DateStart start(Moment on) {
    return switch (on) {
      case Moment.Day(LocalDate day) ->
          new DateStart(
              new ICalDate(
                  new DateTimeComponents(
                      day.getYear(), day.getMonthValue(), day.getDayOfMonth(), 0, 0, 0, false),
                  false));
      case Moment.At(Instant instant) -> new DateStart(Date.from(instant), true);
    };
  }

  private static String description(Statement statement) {
    Citation cite = statement.cite();
    String words =
        "“%s” (%s, lines %s)".formatted(cite.quote().strip(), cite.document(), cite.lines());
    return statement.reading().map(reading -> reading + "\n" + words).orElse(words);
  }

  /** Another case must give other ids: a calendar takes an event with a known id for a change. */
  private static String uid(Case asked, Event entry) {
    StringJoiner content = new StringJoiner("\n");
    asked.facts().known().forEach((fact, value) -> content.add(fact + "=" + value.texts(fact)));
    asked.dates().named().forEach((name, on) -> content.add(name + "=" + on.iso(ZoneOffset.UTC)));
    asked.dates().visits().forEach((visit, on) -> content.add(visit + "=" + on));
    content.add(entry.kind()).add(entry.on().iso(ZoneOffset.UTC)).add(entry.statement().text());
    return UUID.nameUUIDFromBytes(content.toString().getBytes(UTF_8)).toString();
  }
}
