package dev.priorauth.letters;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/** Writes markup as a PDF. The same markup, footer and time always give the same bytes. */
final class Pdf {
  /** Liberation Sans, which PDFBox brings (SIL Open Font License). */
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private Pdf() {}

  /**
   * @param footer what stands on each page before its number
   * @param at the time of the letter
   */
  static byte[] write(Markup markup, String footer, Instant at) {
    try {
      return withoutCompression(pages(markup, footer, at), at);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] pages(Markup markup, String footer, Instant at) throws IOException {
    try (PDDocument document = new PDDocument();
        TrueTypeFont font = font()) {
      PDDocumentInformation information = document.getDocumentInformation();
      information.setTitle(markup.title());
      information.setCreationDate(calendar(at));
      document.getDocumentCatalog().setLanguage("en-US");
      PDViewerPreferences preferences =
          new PDViewerPreferences(new org.apache.pdfbox.cos.COSDictionary());
      preferences.setDisplayDocTitle(true);
      document.getDocumentCatalog().setViewerPreferences(preferences);
      Layout layout = new Layout(document, font);
      markup.blocks().forEach(layout::add);
      layout.finish(footer);
      return bytes(document, at);
    }
  }

  /** Other versions of zlib compress the same text to other bytes. */
  private static byte[] withoutCompression(byte[] pdf, Instant at) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      COSDocument objects = document.getDocument();
      for (COSObjectKey key : objects.getXrefTable().keySet()) {
        if (objects.getObjectFromPool(key).getObject() instanceof COSStream stream) {
          byte[] content = new PDStream(stream).toByteArray();
          stream.removeItem(COSName.FILTER);
          try (OutputStream out = stream.createOutputStream()) {
            out.write(content);
          }
        }
      }
      return bytes(document, at);
    }
  }

  private static byte[] bytes(PDDocument document, Instant at) throws IOException {
    document.setDocumentId(at.toEpochMilli());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out, CompressParameters.NO_COMPRESSION);
    return out.toByteArray();
  }

  private static TrueTypeFont font() throws IOException {
    try (InputStream in = PDDocument.class.getResourceAsStream(FONT)) {
      TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
      // Ligatures would be copied out of the PDF as other letters than were written.
      font.setEnableGsub(false);
      return font;
    }
  }

  private static Calendar calendar(Instant at) {
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
    calendar.setTimeInMillis(at.toEpochMilli());
    return calendar;
  }
}
