package dev.priorauth.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.DirectMethodHandleDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a function's code can call, by its class files and those of the modules that it brings
 * along.
 *
 * <p>Every method of the function's own module counts as called. A call of an interface may reach
 * each class that implements it.
 */
final class Code {
  private static final String OURS = "dev/priorauth/";
  private static final String CLIENT = "software/amazon/awssdk/services/dynamodb/DynamoDbClient";

  /** Services that store nothing, by their clients, as the rights on them are called. */
  private static final Map<String, String> SERVICES =
      Map.of(
          "software/amazon/awssdk/services/eventbridge/EventBridgeClient", "events",
          "software/amazon/awssdk/services/sqs/SqsClient", "sqs",
          "software/amazon/awssdk/services/sesv2/SesV2Client", "ses");

  private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>(.*?)</dependency>");
  private static final Pattern OUR_MODULE =
      Pattern.compile("<artifactId>priorauth-([a-z-]+)</artifactId>");
  private static final Path FUNCTIONS = Path.of("..", "functions");

  /** A method by its class, name and types, each as a class file has them. */
  record Method(String owner, String name, String types) {

    static Method of(MethodModel method) {
      return new Method(
          method.parent().orElseThrow().thisClass().asInternalName(),
          method.methodName().stringValue(),
          method.methodType().stringValue());
    }
  }

  private final Map<String, ClassModel> classes = new HashMap<>();
  private final Map<String, Set<String>> implementations = new HashMap<>();
  private final Set<Method> called = new HashSet<>();
  private final Set<String> operations = new TreeSet<>();
  private final Set<String> actions = new TreeSet<>();

  private Code() {}

  /** What a module calls from these methods. */
  static Code of(String module, Collection<Method> roots) {
    Code code = new Code();
    modules(module).forEach(code::read);
    code.follow(roots);
    return code;
  }

  /** All methods of a module's own classes. */
  static List<Method> methods(String module) {
    return classFiles(module).flatMap(type -> type.methods().stream()).map(Method::of).toList();
  }

  /** Whether a method of ours can be called. */
  boolean calls(String type, String method) {
    return called.stream()
        .anyMatch(one -> simpleName(one.owner()).equals(type) && one.name().equals(method));
  }

  /** The operations of DynamoDB that can be called, such as {@code getItem}. */
  Set<String> operations() {
    return operations;
  }

  /** The actions on services that store nothing, such as {@code sqs:SendMessage}. */
  Set<String> actions() {
    return actions;
  }

  /** The classes of a module that hold a text. */
  static Set<String> classesWith(String module, String text) {
    return classFiles(module)
        .filter(
            type -> {
              for (var entry : type.constantPool()) {
                if (entry instanceof StringEntry string && string.stringValue().equals(text)) {
                  return true;
                }
              }
              return false;
            })
        .map(type -> simpleName(type.thisClass().asInternalName()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether one of our modules has a class with such a method. */
  static boolean exists(String type, String method) {
    return builtModules().stream()
        .flatMap(Code::classFiles)
        .filter(found -> simpleName(found.thisClass().asInternalName()).equals(type))
        .flatMap(found -> found.methods().stream())
        .anyMatch(found -> found.methodName().stringValue().equals(method));
  }

  private void read(String module) {
    classFiles(module)
        .forEach(
            type -> {
              String name = type.thisClass().asInternalName();
              classes.put(name, type);
              Stream.concat(type.superclass().stream(), type.interfaces().stream())
                  .forEach(
                      above ->
                          implementations
                              .computeIfAbsent(above.asInternalName(), _ -> new LinkedHashSet<>())
                              .add(name));
            });
  }

  private void follow(Collection<Method> roots) {
    Deque<Method> next = new ArrayDeque<>(roots);
    while (!next.isEmpty()) {
      Method method = next.pop();
      if (called.add(method)) {
        next.addAll(callsOf(method));
      }
    }
  }

  /** What a method calls, those that override it, and the one above that it is inherited from. */
  private List<Method> callsOf(Method method) {
    ClassModel type = classes.get(method.owner());
    if (type == null) {
      return List.of();
    }
    Optional<MethodModel> own = declared(type, method);
    Stream<Method> further =
        implementations.getOrDefault(method.owner(), Set.of()).stream()
            .map(below -> new Method(below, method.name(), method.types()));
    Stream<Method> calls =
        own.isPresent()
            ? callsOf(own.get())
            : above(type).map(above -> new Method(above, method.name(), method.types()));
    return Stream.concat(calls, further).toList();
  }

  private static Optional<MethodModel> declared(ClassModel type, Method method) {
    return type.methods().stream()
        .filter(one -> one.methodName().stringValue().equals(method.name()))
        .filter(one -> one.methodType().stringValue().equals(method.types()))
        .findFirst();
  }

  private static Stream<String> above(ClassModel type) {
    return Stream.concat(type.superclass().stream(), type.interfaces().stream())
        .map(ClassEntry::asInternalName)
        .filter(name -> name.startsWith(OURS));
  }

  private Stream<Method> callsOf(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .flatMap(
            element ->
                switch (element) {
                  case InvokeInstruction call ->
                      called(
                          call.owner().asInternalName(),
                          call.name().stringValue(),
                          call.type().stringValue());
                  case InvokeDynamicInstruction dynamic ->
                      dynamic.bootstrapArgs().stream()
                          .filter(DirectMethodHandleDesc.class::isInstance)
                          .map(DirectMethodHandleDesc.class::cast)
                          .flatMap(
                              handle ->
                                  called(
                                      internalName(handle.owner().descriptorString()),
                                      handle.methodName(),
                                      handle.lookupDescriptor()));
                  default -> Stream.of();
                });
  }

  private Stream<Method> called(String owner, String name, String types) {
    if (owner.equals(CLIENT)) {
      operations.add(name.replace("Paginator", ""));
    }
    if (SERVICES.containsKey(owner) && !name.equals("builder")) {
      // A batch needs the right of what it is a batch of.
      String action = name.replace("Batch", "");
      actions.add(
          SERVICES.get(owner)
              + ":"
              + action.substring(0, 1).toUpperCase(Locale.ROOT)
              + action.substring(1));
    }
    return owner.startsWith(OURS) ? Stream.of(new Method(owner, name, types)) : Stream.of();
  }

  private static String internalName(String descriptor) {
    return descriptor.substring(1, descriptor.length() - 1);
  }

  private static String simpleName(String internalName) {
    return internalName.substring(internalName.lastIndexOf('/') + 1).replaceAll("\\$.*", "");
  }

  /** The module with those of ours that end up beside it in its zip. */
  static Set<String> modules(String module) {
    Set<String> modules = new LinkedHashSet<>(Set.of(module));
    Matcher dependencies = DEPENDENCY.matcher(text(FUNCTIONS.resolve(module).resolve("pom.xml")));
    while (dependencies.find()) {
      Matcher ours = OUR_MODULE.matcher(dependencies.group(1));
      if (ours.find() && !dependencies.group(1).contains("<scope>test</scope>")) {
        modules.addAll(modules(ours.group(1)));
      }
    }
    return modules;
  }

  private static List<String> builtModules() {
    try (Stream<Path> folders = Files.list(FUNCTIONS)) {
      return folders
          .filter(folder -> Files.isDirectory(folder.resolve(Path.of("target", "classes"))))
          .map(folder -> folder.getFileName().toString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<ClassModel> classFiles(String module) {
    Path folder = FUNCTIONS.resolve(module).resolve(Path.of("target", "classes"));
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException(
          folder + " is not there: name priorauth-" + module + " in infra/pom.xml");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .map(Code::parse)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassModel parse(Path file) {
    try {
      return ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
