package dev.priorauth.local;

import java.util.List;
import java.util.Optional;

/**
 * A call that a newcomer can try.
 *
 * @param path with the query
 * @param body JSON to post; empty for a GET
 */
record Example(String path, Optional<String> body) {

  static final List<Example> ALL =
      List.of(
          new Example(
              "/v1/requirements?payer=bcbsma&product=commercial-hmo&service=mri&setting=outpatient"
                  + "&on=2025-01-10",
              Optional.empty()),
          new Example(
              "/v1/date-windows",
              Optional.of(
                  """
                  {"facts": {"payer": "bcbsnc", "product": "commercial",
                             "funding": "fully-insured", "service": "outpatient-therapy"},
                   "dates": {"submittedOn": "2024-12-01", "serviceFrom": "2025-01-01"}}\
                  """)),
          new Example("/v1/services?q=knee%20mri", Optional.empty()));

  /** The call as one types it into a shell. */
  String curl(String address) {
    String call = "curl '" + address + path + "'";
    return body.map(json -> call + " -H 'Content-Type: application/json' -d '" + json + "'")
        .orElse(call);
  }
}
