package dev.priorauth.core.decisions;

import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.dates.WindowReport;
import java.util.List;
import java.util.Optional;

/** What becomes of a submission. */
public sealed interface Decision {

  /**
   * It cannot be accepted on this date, and nothing is kept of it.
   *
   * @param windows the windows that refuse it; never empty
   * @param nextAllowed the first moment at which none of them would; empty where there is none
   */
  record Refused(List<WindowReport.Judged> windows, Optional<Moment> nextAllowed)
      implements Decision {
    public Refused {
      windows = List.copyOf(windows);
      if (windows.isEmpty()) {
        throw new IllegalArgumentException("a submission is refused only by a window");
      }
    }
  }

  /** It becomes an authorization. */
  record Accepted(Ground ground, Outcome outcome) implements Decision {
    public Accepted {
      if (ground.because().isEmpty() && !(outcome instanceof Outcome.Pended)) {
        throw new IllegalArgumentException("only a cited rule approves, or needs nothing");
      }
    }
  }
}
