package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.UserText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a sweep has found so far, a line of JSON each: the settings first, then networks in the
 * order of their arrival, then what was shrunk. A line is written by one call, so that whoever
 * kills the process tears the last one at most.
 */
final class Journal implements AutoCloseable {

  static final String NAME = "journal.jsonl";

  private final Path file;
  private final FileChannel channel;
  private final Map<Integer, Entry> entries = new TreeMap<>();
  private final Map<Integer, Shrunk> shrunk = new TreeMap<>();
  private SweepSettings settings;
  private Map<String, String> environment = Map.of();

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** A new journal in a folder, in the place of whatever journal it holds. */
  static Journal create(Path folder) {
    Journal journal = open(folder, StandardOpenOption.CREATE);
    try {
      journal.channel.truncate(0);
      return journal;
    } catch (IOException e) {
      throw journal.unusable(e);
    }
  }

  /** The journal that a folder holds; a last line without its end is dropped. */
  static Journal resume(Path folder) {
    if (!Files.exists(folder.resolve(NAME))) {
      throw new InvalidInputException(
          "%s: holds no %s to resume from; start a sweep with --count and --report"
              .formatted(folder, NAME));
    }
    Journal journal = open(folder);
    try {
      journal.read();
      return journal;
    } catch (IOException e) {
      throw journal.unusable(e);
    }
  }

  private static Journal open(Path folder, StandardOpenOption... more) {
    Path file = folder.resolve(NAME);
    try {
      StandardOpenOption[] options = new StandardOpenOption[more.length + 2];
      System.arraycopy(more, 0, options, 2, more.length);
      options[0] = StandardOpenOption.READ;
      options[1] = StandardOpenOption.WRITE;
      FileChannel channel = FileChannel.open(file, options);
      lock(file, channel);
      return new Journal(file, channel);
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: cannot be written; give a writable folder (%s)".formatted(file, UserText.reason(e)),
          e);
    }
  }

  private static void lock(Path file, FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // Another sweep of this very process has it.
    }
    channel.close();
    throw new InvalidInputException(
        file + ": another sweep is writing it; wait for its end, or give another folder");
  }

  private void read() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int whole = bytes.length;
    while (whole > 0 && bytes[whole - 1] != '\n') {
      whole--;
    }
    channel.truncate(whole);
    channel.position(whole);
    int number = 0;
    for (String line : new String(bytes, 0, whole, StandardCharsets.UTF_8).lines().toList()) {
      number++;
      try {
        add(SweepJson.MAPPER.readTree(line), number == 1);
      } catch (JacksonException | IllegalArgumentException | NoSuchElementException e) {
        throw new InvalidInputException(
            "%s, line %d: is no line of a sweep's journal; start anew with --count"
                .formatted(file, number),
            e);
      }
    }
  }

  private void add(JsonNode node, boolean isHeader) {
    if (isHeader) {
      settings = SweepJson.settings(node);
      environment = SweepJson.texts(node.required("environment"));
    } else if (node.has("shrunk")) {
      Shrunk found = SweepJson.shrunk(node);
      shrunk.put(found.number(), found);
    } else {
      Entry entry = SweepJson.entry(node);
      entries.put(entry.number(), entry);
    }
  }

  /** The settings; empty if not even the first line is whole. */
  Optional<SweepSettings> settings() {
    return Optional.ofNullable(settings);
  }

  /** What the networks were judged on: names and values. */
  Map<String, String> environment() {
    return environment;
  }

  /** The first line. */
  void begin(SweepSettings newSettings, Map<String, String> newEnvironment) {
    append(SweepJson.of(newSettings, newEnvironment));
    settings = newSettings;
    environment = newEnvironment;
  }

  synchronized void add(Entry entry) {
    append(SweepJson.of(entry));
    entries.put(entry.number(), entry);
  }

  synchronized void add(Shrunk found) {
    append(SweepJson.of(found));
    shrunk.put(found.number(), found);
  }

  private void append(ObjectNode line) {
    try {
      long whole = channel.position();
      try {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      } catch (IOException e) {
        // Another network's line, for which there is room, must not go on where this one broke off.
        channel.truncate(whole);
        throw e;
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** The networks that were judged, by number. */
  synchronized Map<Integer, Entry> entries() {
    return new TreeMap<>(entries);
  }

  /** What failing networks were shrunk to, by the network's number. */
  synchronized Collection<Shrunk> shrunk() {
    return new TreeMap<>(shrunk).values();
  }

  private InvalidInputException unusable(IOException e) {
    return new InvalidInputException(
        "%s: the journal cannot be written any more (%s); make room and use --resume"
            .formatted(file, UserText.reason(e)),
        e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unusable(e);
    }
  }
}
