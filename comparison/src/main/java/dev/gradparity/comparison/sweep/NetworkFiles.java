package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Subject;
import dev.gradparity.comparison.claims.CaseArrays;
import dev.gradparity.comparison.input.SpecReader;
import dev.gradparity.comparison.input.SpecWriter;
import dev.gradparity.comparison.npz.NpyArray;
import dev.gradparity.comparison.npz.NpzArchive;
import dev.gradparity.comparison.npz.NpzWriter;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network as {@code spec.json} and {@code arrays.npz}, which {@code check} replays. */
final class NetworkFiles {

  static final String SPEC = "spec.json";
  static final String ARRAYS = "arrays.npz";

  private NetworkFiles() {}

  /** Writes the network alone. */
  static void write(Path folder, SweepNetwork network) throws IOException {
    write(folder, network, Map.of());
  }

  /** Writes the network, and what a subject computes for it as claims. */
  static void write(Path folder, SweepNetwork network, Subject claimant) throws IOException {
    Map<String, NpyArray> claims = new LinkedHashMap<>();
    for (Case task : network.cases()) {
      claims.putAll(CaseArrays.of(task, claimant.observe(task)));
    }
    write(folder, network, claims);
  }

  private static void write(Path folder, SweepNetwork network, Map<String, NpyArray> claims)
      throws IOException {
    List<ObservedTensor> nothing = List.of();
    Map<String, NpyArray> arrays =
        new LinkedHashMap<>(CaseArrays.of(network.cases().get(0), new Observation("", nothing)));
    arrays.putAll(claims);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(SPEC), SpecWriter.text(network.spec()));
    NpzWriter.write(folder.resolve(ARRAYS), arrays, NpzWriter.Compression.STORED);
  }

  /** Reads a network that {@link #write} has written. */
  static SweepNetwork read(Path folder, int steps) {
    NetworkSpec spec = SpecReader.readNetwork(folder.resolve(SPEC));
    try (NpzArchive archive = NpzArchive.open(folder.resolve(ARRAYS))) {
      Examples batch = CaseArrays.examples(archive, spec);
      ParameterValues parameters =
          ParameterValues.of(spec, (l, kind) -> archive.values(kind.symbol() + l));
      return new SweepNetwork(spec, parameters, batch, steps);
    }
  }
}
