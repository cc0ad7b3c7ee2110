package dev.gradparity.comparison.port;

import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a parameter lies.
 *
 * @param layer from 1
 * @param kind what it is
 * @param rows one, unless it is W
 * @param columns the layer's units, or one for a slope that they share
 * @param offset of its first element in Deeplearning4j's vector of all parameters
 */
record ParameterPlace(int layer, ParameterKind kind, int rows, int columns, int offset) {

  /** The parameters of a network in the order of the vector. */
  static List<ParameterPlace> all(NetworkSpec spec) {
    List<ParameterPlace> all = new ArrayList<>();
    int offset = 0;
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).parameters()) {
        int rows = spec.rows(l, kind);
        ParameterPlace place = new ParameterPlace(l, kind, rows, spec.columns(l, kind), offset);
        all.add(place);
        offset = place.end();
      }
    }
    return all;
  }

  /** The length of the vector. */
  static int size(NetworkSpec spec) {
    List<ParameterPlace> all = all(spec);
    return all.get(all.size() - 1).end();
  }

  /** Whether it has one axis, which counts as a row. */
  boolean isRow() {
    return kind != ParameterKind.WEIGHTS;
  }

  /** Behind its last element. */
  int end() {
    return offset + rows * columns;
  }

  /** In plain Java: {@code w1}. */
  String name() {
    return name(layer, kind);
  }

  /** The same of the layer of this number. */
  static String name(int layer, ParameterKind kind) {
    return kind.symbol().toLowerCase(Locale.ROOT) + layer;
  }

  /** In {@code parameters.npz}: {@code W1}. */
  String array() {
    return kind.symbol() + layer;
  }

  /** Deeplearning4j's, which counts layers from 0: {@code 0_W}. */
  String inDl4j() {
    return layer - 1 + "_" + kind.symbol();
  }

  /** Shape and place in a line. */
  String remark() {
    return "%s, (%d, %d); %s in Deeplearning4j, elements %d to %d of the vector"
        .formatted(array(), rows, columns, inDl4j(), offset, end() - 1);
  }
}
