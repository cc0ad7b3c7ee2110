package dev.gradparity.comparison.claims;

import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.UserText;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that the arrays of a network may have, and those of its data. */
final class ArrayNames {

  /** Which labels count. */
  static final String LABEL_MASK = "labelMask";

  /** What is given besides parameters. */
  static final List<String> DATA = List.of("x", "y", LABEL_MASK);

  /** The parameters after every step are kept until the report is written. */
  static final int MOST_STEPS = 1000;

  private static final Pattern STEP = Pattern.compile("(.*)@([1-9][0-9]{0,3})");

  private final int depth;
  private final Map<String, TensorName> outsideTraining = new LinkedHashMap<>();
  private final Map<String, TensorName> states = new LinkedHashMap<>();

  ArrayNames(NetworkSpec spec) {
    depth = spec.depth();
    for (int l = 1; l <= depth; l++) {
      for (ParameterKind kind : spec.layer(l).form().parameters()) {
        add(TensorName.of(Quantity.of(kind), l));
        if (kind.isLearnt()) {
          add(TensorName.of(Quantity.gradientOf(kind), l));
        }
      }
      for (ParameterKind kind : spec.layer(l).parameters()) {
        TensorName.states(spec, l, kind).forEach(name -> states.put(name.toString(), name));
      }
      add(TensorName.of(Quantity.PRE_ACTIVATION, l));
      add(TensorName.of(Quantity.ACTIVATION, l));
      add(TensorName.of(Quantity.D_PRE_ACTIVATION, l));
      if (l < depth) {
        add(TensorName.of(Quantity.D_ACTIVATION, l));
      }
    }
    add(TensorName.of(Quantity.LOSS));
    if (spec.hasInputGradient()) {
      add(TensorName.of(Quantity.D_INPUT));
    }
  }

  private void add(TensorName name) {
    outsideTraining.put(name.toString(), name);
  }

  /** The tensor of this name, if the network has one that can be given or claimed. */
  Optional<TensorName> find(String name) {
    Matcher matcher = STEP.matcher(name);
    if (!matcher.matches()) {
      return Optional.ofNullable(outsideTraining.get(name));
    }
    int step = Integer.parseInt(matcher.group(2));
    String before = matcher.group(1);
    return Optional.ofNullable(outsideTraining.get(before))
        .filter(tensor -> isSeenAfterSteps(tensor.quantity()))
        .or(() -> Optional.ofNullable(states.get(before)))
        .filter(tensor -> step <= MOST_STEPS)
        .map(tensor -> tensor.atStep(step));
  }

  private static boolean isSeenAfterSteps(Quantity quantity) {
    return quantity == Quantity.LOSS || quantity.parameter().isPresent();
  }

  /** What to call an array instead of a name that is none. */
  String remedy(String name) {
    if (name.startsWith("arr_")) {
      return "give every array its name: numpy.savez(file, x=x, y=y, W1=W1, ...)";
    }
    Set<String> candidates = new LinkedHashSet<>(outsideTraining.keySet());
    candidates.addAll(DATA);
    String state =
        states.keySet().stream().findFirst().map(first -> ", " + first + "@t").orElse("");
    return ("%s Valid: x, y, labelMask, W1, b1, ...; of what is claimed loss, dx, z, a, dz, dW and db with a layer"
            + " from 1 to %d, da below the last layer, and W1@t, b1@t%s and loss@t for step t up to %d")
        .formatted(UserText.didYouMean(name, candidates), depth, state, MOST_STEPS);
  }
}
