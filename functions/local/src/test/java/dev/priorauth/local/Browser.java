package dev.priorauth.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium without a window, at the page of one process. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60); // even where many builds run
  private static final int WIDE = 1280;
  private static final int HIGH = 900;

  /** Warns of a Chromium that is newer than Selenium; what is used here does not change. */
  private static final Logger VERSIONS = Logger.getLogger("org.openqa.selenium.devtools");

  static {
    VERSIONS.setLevel(Level.SEVERE);
  }

  private final ChromeDriver driver;
  private final String page;

  private Browser(ChromeDriver driver, String page) {
    this.driver = driver;
    this.page = page;
  }

  /** Whether this machine has what it takes. */
  static boolean isHere() {
    return command("chromium").isPresent() && command("chromedriver").isPresent();
  }

  /**
   * @param profile an empty folder
   */
  static Browser at(int port, Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(command("chromium").orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en-US",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(command("chromedriver").orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    Browser browser =
        new Browser(new ChromeDriver(service, options), "http://localhost:" + port + "/");
    browser.width(WIDE);
    return browser;
  }

  private static Optional<Path> command(String name) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Loads the page anew at this address, which begins with #, and waits until it is shown. */
  void open(String fragment) {
    driver.get("about:blank");
    driver.get(page + fragment);
    await(".wide h1");
    shown();
  }

  /** Waits until the view that was asked for is there. */
  void shown() {
    wait("main:not([aria-busy])");
  }

  /** Waits for the first element, and gives it. */
  WebElement await(String css) {
    wait(css);
    return driver.findElement(By.cssSelector(css));
  }

  /** Waits until the text of the first element has these words. */
  void awaitText(String css, String words) {
    new WebDriverWait(driver, PATIENCE)
        .ignoring(StaleElementReferenceException.class)
        .withMessage(() -> css + " does not say: " + words + "\n" + text("body"))
        .until(
            any ->
                driver.findElements(By.cssSelector(css)).stream()
                    .anyMatch(element -> element.getText().contains(words)));
  }

  private void wait(String css) {
    new WebDriverWait(driver, PATIENCE)
        .withMessage(() -> "Not there: " + css + "\n" + text("body"))
        .until(any -> !driver.findElements(By.cssSelector(css)).isEmpty());
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  String text(String css) {
    return driver.findElement(By.cssSelector(css)).getText();
  }

  /** The text of an element that may be folded, as it stands in the page. */
  String content(String css) {
    return driver.findElement(By.cssSelector(css)).getDomProperty("textContent");
  }

  void click(String css) {
    await(css).click();
  }

  /** Types, wherever the focus is. */
  void type(CharSequence... keys) {
    focus().sendKeys(keys);
  }

  /** Goes on with the Tab key until the focus is where it is wanted. */
  void tabTo(String css) {
    WebElement wanted = await(css);
    for (int steps = 0; steps < 100; steps++) {
      if (focus().equals(wanted)) {
        return;
      }
      type(Keys.TAB);
    }
    throw new AssertionError("The Tab key does not reach " + css);
  }

  WebElement focus() {
    return driver.switchTo().activeElement();
  }

  String address() {
    return driver.getCurrentUrl();
  }

  /** What stands after the # of the address. */
  String fragment() {
    return address().replaceFirst("^[^#]*#?", "");
  }

  void width(int pixels) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", HIGH, "deviceScaleFactor", 1, "mobile", false));
  }

  void colours(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** What on the page as it is now keeps people out. */
  List<String> barriers() {
    try (var script = Browser.class.getResourceAsStream("/barriers.js")) {
      List<?> findings = (List<?>) driver.executeScript(new String(script.readAllBytes(), UTF_8));
      return findings.stream().map(String::valueOf).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the console has said since it was last asked: errors, and what the policy refused. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(entry -> entry.getMessage())
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
