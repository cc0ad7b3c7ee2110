package dev.gradparity.comparison.surface;

import dev.gradparity.comparison.CannotComputeException;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.RawNd4jSubject;
import dev.gradparity.comparison.SameDiffSubject;
import dev.gradparity.comparison.Subject;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.initial.InitialWeights;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.Initialiser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges every setting, one after the other. */
public final class Surface {

  private final Subject arbiter;
  private final Subject fromScratch;
  private final List<Subject> libraries;
  private final List<Setting> settings = new ArrayList<>();

  /**
   * A surface before these judges.
   *
   * @param arbiter the definition, which from-scratch is held against
   * @param fromScratch the reference, which all others are held against
   * @param libraries the others
   */
  public Surface(Subject arbiter, Subject fromScratch, List<Subject> libraries) {
    this.arbiter = arbiter;
    this.fromScratch = fromScratch;
    this.libraries = List.copyOf(libraries);
    List<Setting> singles = Settings.of(DType.FLOAT32);
    List<Setting> doubles = Settings.of(DType.FLOAT64);
    for (int k = 0; k < singles.size(); k++) {
      settings.add(singles.get(k));
      settings.add(doubles.get(k));
    }
  }

  /** The number of rows, for a progress bar. */
  public int size() {
    return settings.size() + DType.values().length * InitialWeights.all().size();
  }

  /**
   * Judges all of it.
   *
   * @param onRow called after each row
   */
  public SurfaceResult judge(Runnable onRow) {
    List<SurfaceRow> rows = new ArrayList<>();
    List<Comparison> comparisons = new ArrayList<>();
    for (Setting setting : settings) {
      rows.add(row(setting, comparisons));
      onRow.run();
    }
    for (Initialiser initialiser : InitialWeights.all()) {
      for (DType dtype : DType.values()) {
        rows.add(row(new InitialWeights(initialiser, dtype)));
        onRow.run();
      }
    }
    return new SurfaceResult(rows, comparisons);
  }

  private SurfaceRow row(Setting setting, List<Comparison> comparisons) {
    Map<String, SurfaceCell> cells = new LinkedHashMap<>();
    cells.put(
        fromScratch.name(), cell(new Trial(arbiter, fromScratch, setting.task()), comparisons));
    for (Subject library : libraries) {
      cells.put(library.name(), cell(new Trial(fromScratch, library, setting.task()), comparisons));
    }
    Case task = setting.task();
    return new SurfaceRow(setting.kind(), setting.name(), task.spec().dtype(), cells);
  }

  /** Weights are random: their distribution is judged. */
  private SurfaceRow row(InitialWeights weights) {
    Initialiser initialiser = weights.initialiser();
    boolean isOwn = initialiser instanceof Distribution;
    Map<String, SurfaceCell> cells = new LinkedHashMap<>();
    cells.put(fromScratch.name(), SurfaceCell.of(weights.ofFromScratch()));
    for (Subject library : libraries) {
      cells.put(library.name(), cell(weights, library));
    }
    return new SurfaceRow(
        isOwn ? "distribution" : "weightInit", initialiser.specName(), weights.dtype(), cells);
  }

  private static SurfaceCell cell(InitialWeights weights, Subject library) {
    if (library instanceof Dl4jSubject) {
      return SurfaceCell.of(weights.ofDl4j());
    }
    if (library instanceof SameDiffSubject) {
      return SurfaceCell.of(weights.ofSameDiff());
    }
    return library instanceof RawNd4jSubject
        ? SurfaceCell.of(weights.ofNd4j())
        : SurfaceCell.absent("draws no weights");
  }

  private static SurfaceCell cell(Trial trial, List<Comparison> comparisons) {
    try {
      Comparison comparison = trial.explain();
      comparisons.add(comparison);
      return SurfaceCell.of(comparison);
    } catch (CannotComputeException e) {
      return SurfaceCell.absent(e.getMessage());
    }
  }
}
