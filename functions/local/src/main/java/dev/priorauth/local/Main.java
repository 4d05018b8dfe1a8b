package dev.priorauth.local;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Every function in one process, on one port.
 *
 * <p>The store is opened, and its tables filled, before Quarkus starts: no bean, and no first tick
 * of the scheduler, ever sees it empty.
 */
@QuarkusMain
public class Main {

  public static void main(String... args) {
    if (!LocalStore.open()) {
      System.exit(1);
    }
    LocalKeys.make();
    Quarkus.run(Serving.class, args);
  }

  /** Says where the service answers and what it can be asked, and waits for Ctrl-C. */
  public static final class Serving implements QuarkusApplication {

    private final int port;

    Serving(@ConfigProperty(name = "quarkus.http.port") int port) {
      this.port = port;
    }

    @Override
    public int run(String... args) {
      String address = "http://localhost:" + port;
      System.out.println("Ready on " + address + "\n");
      Example.ALL.forEach(example -> System.out.println(example.curl(address) + "\n"));
      Quarkus.waitForExit();
      return 0;
    }
  }
}
