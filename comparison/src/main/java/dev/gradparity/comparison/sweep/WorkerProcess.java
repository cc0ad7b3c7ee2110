package dev.gradparity.comparison.sweep;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One worker process, from its start to its end. */
final class WorkerProcess {

  /** Unix shells and Java add the signal's number to this. */
  private static final int SIGNALLED = 128;

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9,
          "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");

  /** What a terminal or a supervisor sends, mostly to the sweep itself as well. */
  private static final Set<Integer> SENT_TO_ALL = Set.of(1, 2, 15);

  private static final int PATIENCE_MILLIS = 500;

  private static final int TAIL_LINES = 20;
  private static final int CRASH_REPORT_LINES = 60;

  private final Process process;
  private final Path errors;
  private final Path crashReport;
  private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
  private boolean timedOut;

  private WorkerProcess(Process process, Path errors, Path crashReport) {
    this.process = process;
    this.errors = errors;
    this.crashReport = crashReport;
    Thread reader = new Thread(this::read, "answers of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a process, which speaks first.
   *
   * @param scratch a folder for what it leaves; of no other process
   */
  static WorkerProcess start(WorkerCommand command, Path scratch) throws IOException {
    Files.createDirectories(scratch);
    Path errors = scratch.resolve("stderr");
    Path crashReport = scratch.resolve("hs_err");
    Files.deleteIfExists(crashReport);
    ProcessBuilder builder = new ProcessBuilder(command.of(crashReport));
    builder.redirectError(errors.toFile());
    return new WorkerProcess(builder.start(), errors, crashReport);
  }

  private void read() {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith(WorkerLoop.MARK)) {
          answers.add(Optional.of(line.substring(WorkerLoop.MARK.length())));
        }
      }
    } catch (IOException e) {
      // A stream that breaks has ended.
    }
    answers.add(Optional.empty());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Sends a request; a process that does not take it shows so when it is to answer. */
  void send(String request) {
    try {
      OutputStream out = process.getOutputStream();
      out.write((request + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      process.destroyForcibly();
    }
  }

  /** The next answer; empty if the process ended, or was ended for taking too long. */
  Optional<JsonNode> receive(Duration limit) throws InterruptedException {
    Optional<String> line = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null) {
      timedOut = true;
      stop();
      return Optional.empty();
    }
    try {
      return line.map(SweepJson.MAPPER::readTree);
    } catch (JacksonException e) {
      // Half an answer: it was ended amid it.
      stop();
      return Optional.empty();
    }
  }

  void stop() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Why it ended, in words that are the same for the same cause. */
  String reason(Duration limit) throws InterruptedException {
    if (timedOut) {
      return Outcome.Crashed.hanging(limit).reason();
    }
    int code = process.waitFor();
    if (code > SIGNALLED) {
      int signal = code - SIGNALLED;
      if (SENT_TO_ALL.contains(signal)) {
        // The sweep may hear it later than its workers, and then nobody has crashed.
        TimeUnit.MILLISECONDS.sleep(PATIENCE_MILLIS);
      }
      String frame = problematicFrame();
      return "ended by signal %d%s%s"
          .formatted(
              signal,
              SIGNALS.containsKey(signal) ? " (" + SIGNALS.get(signal) + ")" : "",
              frame.isEmpty() ? "" : " in " + frame);
    }
    List<String> tail = tail(errors);
    return "ended with exit code %d%s"
        .formatted(code, tail.isEmpty() ? "" : ": " + tail.get(tail.size() - 1));
  }

  /** The frame that the virtual machine's report blames: a library and an offset in it. */
  private String problematicFrame() {
    List<String> lines = lines(crashReport);
    int heading = lines.indexOf("# Problematic frame:");
    return heading < 0 || heading + 1 >= lines.size()
        ? ""
        : lines.get(heading + 1).substring(1).strip();
  }

  /** What it left behind: the end of its error stream, and the virtual machine's report. */
  String remains() {
    StringBuilder text = new StringBuilder("The end of the worker's error stream:\n");
    tail(errors).forEach(line -> text.append(line).append('\n'));
    if (Files.exists(crashReport)) {
      text.append("\nThe virtual machine's report:\n");
      lines(crashReport).stream()
          .limit(CRASH_REPORT_LINES)
          .forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  private static List<String> tail(Path file) {
    List<String> lines = lines(file).stream().filter(line -> !line.isBlank()).toList();
    return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
  }

  private static List<String> lines(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
