package dev.priorauth.letters;

import dev.priorauth.letters.Markup.Block;
import dev.priorauth.letters.Markup.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/** Sets blocks on pages of US letter size, from top to bottom. Lengths are in points. */
final class Layout {
  private static final PDRectangle PAGE = PDRectangle.LETTER;
  private static final float MARGIN = 64;
  private static final float WIDTH = PAGE.getWidth() - 2 * MARGIN;
  private static final float TOP = PAGE.getHeight() - MARGIN;
  private static final float BOTTOM = MARGIN;
  private static final float FOOTER = 36;
  private static final float SIZE = 10.5f;
  private static final float SMALL = 8.5f;
  private static final float LEADING = 1.35f;
  private static final float GAP = 10;
  private static final float INDENT = 14;
  private static final float NAMES = 0.28f * WIDTH;
  private static final float BLACK = 0;
  private static final float GRAY = 0.7f;

  /** A heading stands at the bottom of a page only with that much below it. */
  private static final float KEPT_TOGETHER = 70;

  /** Stands for a character that the font does not have. */
  private static final int MISSING = '\u25A1';

  private final PDDocument document;
  private final PDType0Font font;
  private final CmapLookup glyphs;
  private PDPageContentStream page;
  private float y;

  private record Word(String text, boolean bold, boolean spaced) {}

  Layout(PDDocument document, TrueTypeFont trueType) throws IOException {
    this.document = document;
    this.glyphs = trueType.getUnicodeCmapLookup();
    this.font = PDType0Font.load(document, trueType, true);
    newPage();
  }

  void add(Block block) {
    try {
      switch (block) {
        case Markup.Heading(int level, String text) -> heading(level, text);
        case Markup.Paragraph(List<Span> spans) -> {
          paragraph(spans, MARGIN, WIDTH);
          y -= 5;
        }
        case Markup.Item(List<Span> spans) -> {
          room(SIZE * LEADING);
          text("\u2022", MARGIN + 3, y - SIZE, SIZE, false);
          paragraph(spans, MARGIN + INDENT, WIDTH - INDENT);
          y -= 3;
        }
        case Markup.Line() -> {
          room(2 * GAP);
          y -= GAP;
          rule(0.6f);
          y -= GAP / 2;
        }
        case Markup.Table(List<List<List<Span>>> rows) -> table(rows);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Numbers the pages. */
  void finish(String footer) throws IOException {
    page.close();
    int count = document.getNumberOfPages();
    for (int i = 0; i < count; i++) {
      page = new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, false, true);
      text(printable(footer + ", page " + (i + 1) + " of " + count), MARGIN, FOOTER, SMALL, false);
      page.close();
    }
  }

  private void newPage() throws IOException {
    if (page != null) {
      page.close();
    }
    PDPage next = new PDPage(PAGE);
    document.addPage(next);
    page = new PDPageContentStream(document, next, AppendMode.OVERWRITE, false, true);
    y = TOP;
  }

  private void room(float height) throws IOException {
    if (y - height < BOTTOM) {
      newPage();
    }
  }

  private void heading(int level, String text) throws IOException {
    float size = level == 1 ? 17 : 12;
    room(KEPT_TOGETHER);
    y -= level == 1 ? GAP : GAP * 0.8f;
    for (List<Word> line : lines(List.of(new Span(text, true)), WIDTH, size)) {
      line(line, MARGIN, size);
      y -= size * LEADING;
    }
    y -= level == 1 ? 6 : 3;
  }

  private void paragraph(List<Span> spans, float x, float width) throws IOException {
    for (List<Word> line : lines(spans, width, SIZE)) {
      room(SIZE * LEADING);
      line(line, x, SIZE);
      y -= SIZE * LEADING;
    }
  }

  private void table(List<List<List<Span>>> rows) throws IOException {
    float[] widths = widths(rows);
    y -= 2;
    for (List<List<Span>> row : rows) {
      List<List<List<Word>>> cells = new ArrayList<>();
      int height = 0;
      for (int i = 0; i < row.size(); i++) {
        List<List<Word>> lines = lines(row.get(i), widths[i] - GAP, SIZE);
        cells.add(lines);
        height = Math.max(height, lines.size());
      }
      float needed = height * SIZE * LEADING + 7;
      // A row goes over to the next page in one piece, unless it is longer than a page.
      room(Math.min(needed, TOP - BOTTOM));
      y -= 3;
      // Cell by cell, so that text is read and copied in that order.
      for (int first = 0; first < height; ) {
        room(SIZE * LEADING);
        int fitting = (int) ((y - BOTTOM) / (SIZE * LEADING));
        int end = Math.min(height, first + fitting);
        float x = MARGIN;
        float top = y;
        for (int i = 0; i < cells.size(); i++) {
          y = top;
          List<List<Word>> lines = cells.get(i);
          for (List<Word> line :
              lines.subList(Math.min(first, lines.size()), Math.min(end, lines.size()))) {
            line(line, x, SIZE);
            y -= SIZE * LEADING;
          }
          x += widths[i];
        }
        y = top - (end - first) * SIZE * LEADING;
        first = end;
      }
      y -= 4;
      rule(0.3f);
    }
    y -= 6;
  }

  /** Short columns get what they need; the others share the rest, the last one what is left. */
  private float[] widths(List<List<List<Span>>> rows) throws IOException {
    int columns = rows.getFirst().size();
    float[] widths = new float[columns];
    for (List<List<Span>> row : rows) {
      for (int i = 0; i < columns; i++) {
        float width = GAP;
        for (Span span : row.get(i)) {
          width += width(printable(span.text()), SIZE) + 1;
        }
        widths[i] = Math.max(widths[i], width);
      }
    }
    if (columns == 2) {
      // Tables of names and values stand in line with each other.
      widths[0] = Math.clamp(widths[0], NAMES, WIDTH / 3);
      widths[1] = WIDTH - widths[0];
      return widths;
    }
    float fixed = 0;
    int wide = 0;
    for (float width : widths) {
      if (width <= WIDTH / 3) {
        fixed += width;
      } else {
        wide++;
      }
    }
    for (int i = 0; i < columns; i++) {
      if (widths[i] > WIDTH / 3) {
        widths[i] = (WIDTH - fixed) / wide;
      } else if (wide == 0) {
        widths[i] += (WIDTH - fixed) / columns;
      }
    }
    return widths;
  }

  private List<List<Word>> lines(List<Span> spans, float width, float size) throws IOException {
    List<List<Word>> lines = new ArrayList<>();
    List<Word> line = new ArrayList<>();
    float x = 0;
    for (Word word : words(spans, width, size)) {
      float space = word.spaced() && !line.isEmpty() ? width(" ", size) : 0;
      float wide = width(word.text(), size);
      if (!line.isEmpty() && x + space + wide > width) {
        lines.add(line);
        line = new ArrayList<>();
        x = 0;
        space = 0;
      }
      line.add(word);
      x += space + wide;
    }
    lines.add(line);
    return lines;
  }

  /** Words; one that is wider than a line is cut. */
  private List<Word> words(List<Span> spans, float width, float size) throws IOException {
    List<Word> words = new ArrayList<>();
    boolean spaced = false;
    for (Span span : spans) {
      String text = printable(span.text());
      int start = 0;
      for (int i = 0; i <= text.length(); i++) {
        boolean end = i == text.length();
        boolean blank = !end && text.charAt(i) == ' ';
        boolean full =
            !end && !blank && i > start && width(text.substring(start, i + 1), size) > width;
        if (i > start && (end || blank || full)) {
          words.add(new Word(text.substring(start, i), span.bold(), spaced));
          spaced = false;
          start = i;
        }
        if (blank) {
          spaced = true;
          start = i + 1;
        }
      }
    }
    return words;
  }

  private void line(List<Word> words, float left, float size) throws IOException {
    float x = left;
    int i = 0;
    while (i < words.size()) {
      boolean bold = words.get(i).bold();
      StringBuilder run = new StringBuilder();
      while (i < words.size() && words.get(i).bold() == bold) {
        if (words.get(i).spaced() && (i > 0 || !run.isEmpty())) {
          run.append(' ');
        }
        run.append(words.get(i).text());
        i++;
      }
      text(run.toString(), x, y - size, size, bold);
      x += width(run.toString(), size);
    }
  }

  /** Bold letters are the same ones with an outline: one font is enough. */
  private void text(String text, float x, float baseline, float size, boolean bold)
      throws IOException {
    page.beginText();
    page.setFont(font, size);
    page.setRenderingMode(bold ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
    page.setLineWidth(size / 38);
    page.setStrokingColor(BLACK);
    page.newLineAtOffset(x, baseline);
    page.showText(text);
    page.endText();
  }

  private void rule(float thickness) throws IOException {
    page.setLineWidth(thickness);
    page.setStrokingColor(GRAY);
    page.moveTo(MARGIN, y);
    page.lineTo(MARGIN + WIDTH, y);
    page.stroke();
  }

  private float width(String text, float size) throws IOException {
    return font.getStringWidth(text) / 1000 * size;
  }

  /** The text in characters that the font has, each stretch of white space as one blank. */
  private String printable(String text) {
    StringBuilder printable = new StringBuilder();
    Normalizer.normalize(text.replaceAll("\\s+", " "), Normalizer.Form.NFC)
        .codePoints()
        .map(character -> glyphs.getGlyphId(character) == 0 ? MISSING : character)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }
}
