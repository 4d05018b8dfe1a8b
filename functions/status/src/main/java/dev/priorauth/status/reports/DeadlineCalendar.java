package dev.priorauth.status.reports;

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
import dev.priorauth.core.authorizations.Deadline;
import dev.priorauth.core.authorizations.Due;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/**
 * Deadlines as an iCalendar file (RFC 5545): a whole day for each, that blocks no time.
 *
 * <p>Calendars are shared: an entry has the kind of the deadline and the authorization's reference,
 * and nothing that was written about the member.
 */
final class DeadlineCalendar {
  static final String MEDIA_TYPE = "text/calendar";

  private DeadlineCalendar() {}

  /** Whether a calendar is preferred to JSON; who does not say gets JSON. */
  static boolean isWanted(HttpHeaders headers) {
    for (MediaType accepted : headers.getAcceptableMediaTypes()) {
      if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        return false;
      }
      if (accepted.isCompatible(MediaType.valueOf(MEDIA_TYPE))) {
        return true;
      }
    }
    return false;
  }

  /** No content where nothing is due, as a calendar cannot be empty. */
  static Response answer(List<Due> due, Instant now) {
    if (due.isEmpty()) {
      return Response.noContent().build();
    }
    return Response.ok(write(due, now))
        .type(MEDIA_TYPE + ";charset=UTF-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"deadlines.ics\"")
        .build();
  }

  private static String write(List<Due> due, Instant now) {
    ICalendar calendar = new ICalendar();
    calendar.setProductId("-//priorauth.dev//deadlines//EN");
    calendar.setCalendarScale(CalendarScale.gregorian());
    calendar.setMethod(Method.PUBLISH);
    due.forEach(one -> calendar.addEvent(event(one, now)));
    StringWriter text = new StringWriter();
    try (ICalWriter writer = new ICalWriter(text, ICalVersion.V2_0)) {
      writer.write(calendar);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can always be written", e);
    }
    return text.toString();
  }

  private static VEvent event(Due due, Instant now) {
    Deadline deadline = due.deadline();
    String id = due.state().id().text();
    LocalDate day = deadline.on();
    VEvent event = new VEvent();
    event.setUid(
        UUID.nameUUIDFromBytes((id + "\n" + deadline.kind().key() + "\n" + day).getBytes(UTF_8))
            .toString());
    event.setDateTimeStamp(Date.from(now));
    event.setDateStart(
        new DateStart(
            new ICalDate(
                new DateTimeComponents(
                    day.getYear(), day.getMonthValue(), day.getDayOfMonth(), 0, 0, 0, false),
                false)));
    event.setSummary(id + ": " + deadline.kind().key().replace('-', ' '));
    event.setDescription(PostingJson.link(due.state().id()));
    event.addCategories(deadline.kind().key());
    event.setTransparency(Transparency.transparent());
    return event;
  }
}
