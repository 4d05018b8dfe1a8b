package dev.priorauth.letters;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a template yields, as blocks from top to bottom.
 *
 * @param title the document's title
 */
record Markup(String title, List<Block> blocks) {

  /** A stretch of text in one weight. */
  record Span(String text, boolean bold) {}

  sealed interface Block {}

  /**
   * @param level 1 or 2
   */
  record Heading(int level, String text) implements Block {}

  record Paragraph(List<Span> spans) implements Block {}

  record Item(List<Span> spans) implements Block {}

  record Line() implements Block {}

  /** Rows of cells; all rows have the same number of cells. */
  record Table(List<List<List<Span>>> rows) implements Block {}

  /**
   * Reads the elements that our templates use.
   *
   * @throws IllegalArgumentException if a template yields anything else
   */
  static Markup read(String xhtml) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      return new Reader(factory.createXMLStreamReader(new StringReader(xhtml))).document();
    } catch (XMLStreamException wrong) {
      // Its message can quote the letter.
      throw new IllegalArgumentException(
          "a template yields no XHTML in line " + wrong.getLocation().getLineNumber());
    }
  }

  private static final class Reader {
    private final XMLStreamReader xml;
    private final List<Block> blocks = new ArrayList<>();
    private String title = "";

    Reader(XMLStreamReader xml) {
      this.xml = xml;
    }

    Markup document() throws XMLStreamException {
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          element(xml.getLocalName());
        }
      }
      return new Markup(title, List.copyOf(blocks));
    }

    private void element(String name) throws XMLStreamException {
      switch (name) {
        case "html", "head", "body", "meta", "ul" -> {
          // What is in them is read, they are not.
        }
        case "style" -> text(name);
        case "title" -> title = text(name);
        case "h1" -> blocks.add(new Heading(1, text(name)));
        case "h2" -> blocks.add(new Heading(2, text(name)));
        case "p" -> blocks.add(new Paragraph(spans(name, false)));
        case "li" -> blocks.add(new Item(spans(name, false)));
        case "hr" -> blocks.add(new Line());
        case "table" -> blocks.add(new Table(rows()));
        default -> throw new IllegalArgumentException("no template may use " + name);
      }
    }

    private List<List<List<Span>>> rows() throws XMLStreamException {
      List<List<List<Span>>> rows = new ArrayList<>();
      while (!isEndOf("table")) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          switch (xml.getLocalName()) {
            case "tr" -> rows.add(new ArrayList<>());
            case "th" -> rows.getLast().add(spans("th", true));
            case "td" -> rows.getLast().add(spans("td", false));
            default -> throw new IllegalArgumentException("no table may use " + xml.getLocalName());
          }
        }
      }
      return rows;
    }

    private List<Span> spans(String element, boolean bold) throws XMLStreamException {
      List<Span> spans = new ArrayList<>();
      boolean strong = bold;
      while (!isEndOf(element)) {
        switch (xml.next()) {
          case XMLStreamConstants.CHARACTERS -> spans.add(new Span(xml.getText(), strong));
          case XMLStreamConstants.START_ELEMENT -> strong = true;
          case XMLStreamConstants.END_ELEMENT -> strong = bold;
          default -> {
            // Comments are not printed.
          }
        }
      }
      return spans;
    }

    private String text(String element) throws XMLStreamException {
      StringBuilder text = new StringBuilder();
      spans(element, false).forEach(span -> text.append(span.text()));
      return text.toString().strip();
    }

    private boolean isEndOf(String element) {
      return xml.getEventType() == XMLStreamConstants.END_ELEMENT
          && xml.getLocalName().equals(element);
    }
  }
}
