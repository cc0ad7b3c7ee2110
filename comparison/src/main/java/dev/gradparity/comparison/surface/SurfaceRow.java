package dev.gradparity.comparison.surface;

import dev.gradparity.spec.DType;
import java.util.List;
import java.util.Map;

/**
 * One setting in one format.
 *
 * @param kind what it is, such as {@code activation}
 * @param name which, as in specifications
 * @param dtype the format
 * @param cells by the subjects' names, in their order
 */
public record SurfaceRow(String kind, String name, DType dtype, Map<String, SurfaceCell> cells) {

  /** Those of the cells that say why they are empty. */
  List<String> absences() {
    return cells.entrySet().stream()
        .filter(cell -> cell.getValue().verdict().isEmpty())
        .map(cell -> cell.getKey() + ": " + cell.getValue().reason())
        .toList();
  }
}
