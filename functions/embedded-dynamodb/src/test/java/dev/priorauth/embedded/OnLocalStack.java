package dev.priorauth.embedded;

import java.io.IOException;
import java.util.List;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Runs a command with {@code DYNAMODB_ENDPOINT} set to LocalStack in a container, which lives as
 * long as the command: {@code OnLocalStack <image> make test}.
 */
public final class OnLocalStack {
  private OnLocalStack() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    DockerImageName image = DockerImageName.parse(arguments[0]);
    List<String> command = List.of(arguments).subList(1, arguments.length);
    int status;
    try (LocalStackContainer localStack = new LocalStackContainer(image)) {
      localStack.withServices("dynamodb").start();
      ProcessBuilder process = new ProcessBuilder(command).inheritIO();
      process.environment().put("DYNAMODB_ENDPOINT", localStack.getEndpoint().toString());
      status = process.start().waitFor();
    }
    System.exit(status);
  }
}
