package dev.priorauth.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Texts in zlib form. Every kilobyte of a transaction is paid twice, and most of a document are the
 * names of its members: with a dictionary of those, a usual authorization fits into one kilobyte.
 */
final class Packed {

  /**
   * What documents often say, the most frequent at the end. It must stay as it is, because what was
   * packed with it can be unpacked only with it.
   */
  private static final byte[] DICTIONARY =
      """
      partially-approved withdrawn closed not-required denied proposed conversation offeredUntil\
      rolling-365-daysconsecutive-60-daysdates-of-service information document\
      physical-therapy occupational-therapy speech-therapy carelon commercial hmo-blue ppo medicare\
      bcbsma bcbsnc "denial":{"reasonCode":"","text":"","citation":""},"appeal":{"stage":"","filedOn"\
      "outcome":{"kind":"approved","approval":{"outcome":{"kind":"pended",\
      "state":"pended","pend":{"reason":"clinical-review","text":"","asks":[{"id":"a1",\
      "kind":"decision","what":"Decide","from":"requester","dueBy":"2025-","state":"asked"}],\
      "owner":"reviewer","decisionDueBy":"2025-\
      "handling":"recorded","administrator":"","messages":[{"kind":"ends-with-period","text":"\
      "lead":{"days":7,"text":"","rule":"},"parent":"A\
      "funding":"","expedited":"","further":{"setting":"outpatient","channel":"electronic",\
      "network":"in-network","primaryDiagnosis":"purpose":"initial"},"initialEvaluationOn":"2025-\
      "additionalInformation":"","answers":{"extending":"A,"duplicateOf":"A\
      ,"admittedAt":"2025-,"notifiedAt":"2025-,"reference":","extensions":["A\
      "visits":[{"on":"2025-,"count":1},{"on":"2026-,"count":1,"lines":[{"code":"97110","units":1}]\
      {"balances":[{"provider":"","spans":[{"id":"A,"service":"servicing":"left":liveUntil":"\
      {"state":"approved","approval":{"from":"2025-01-01","to":"2025-12-31","visits":12,"lines":[\
      {"code":"97110","units":1,"action":"A1"}],"counted":{"key":{"payer":"bcbsma","member":"",\
      "provider":"1","benefit":"physical-therapy"},"period":{"kind":"calendar-year",\
      "from":"2025-01-01","to":"2025-12-31"},"unit":"visits","limit":26,"amount":1}},"version":1,\
      {"submission":{"payer":"bcbsma","product":"","member":{"id":"","firstName":"","lastName":"",\
      "dateOfBirth":"19"},"requester":"1","requesterRole":"servicing-provider","servicing":"1",\
      "service":"","lines":[{"code":"","units":1}],"diagnoses":[{"code":"M","primary":true}],\
      "serviceFrom":"2025-","serviceTo":"2025-","visitsRequested":1,"allowDuplicate":false},\
      "basis":{"handling":"decided-here","administrator":"bcbsma","zone":"America/New_York",\
      "period":{"kind":"calendar-year","from":"2025-01-01","to":"2025-12-31"},"book":"","rules":[\
      "createdAt":"2025-","createdBy":"","updatedAt":"2025-\
      "letters":[{"number":1,"kind":"approval","version":1,"at":"2025-\
      "history":[{"version":1,"at":"2025-","by":"provider","kind":"submitted"}]\
      ,"by":"reviewer","kind":"reviewer-approved"}{"version":,"at":"2026-","by":"provider",\
      "kind":"visits-recorded"},{"version":\
      """
          .getBytes(UTF_8);

  private static final int STEP = 4096;

  private Packed() {}

  static byte[] pack(JsonNode document) {
    return pack(Trees.bytes(document));
  }

  static byte[] pack(byte[] text) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setDictionary(DICTIONARY);
      deflater.setInput(text);
      deflater.finish();
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      byte[] step = new byte[STEP];
      while (!deflater.finished()) {
        packed.write(step, 0, deflater.deflate(step));
      }
      return packed.toByteArray();
    } finally {
      deflater.end();
    }
  }

  static JsonNode document(byte[] packed) {
    return Trees.read(text(packed));
  }

  /**
   * @throws IllegalStateException if these bytes were not packed here
   */
  static byte[] text(byte[] packed) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      byte[] step = new byte[STEP];
      while (!inflater.finished()) {
        int read = inflater.inflate(step);
        text.write(step, 0, read);
        if (inflater.needsDictionary()) {
          inflater.setDictionary(DICTIONARY);
        } else if (read == 0 && inflater.needsInput()) {
          throw new IllegalStateException("a stored text ends too early");
        }
      }
      return text.toByteArray();
    } catch (DataFormatException | IllegalArgumentException e) {
      throw new IllegalStateException("a stored text cannot be unpacked", e);
    } finally {
      inflater.end();
    }
  }
}
