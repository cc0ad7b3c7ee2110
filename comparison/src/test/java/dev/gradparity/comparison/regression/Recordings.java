package dev.gradparity.comparison.regression;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.Samples;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small baselines, and what has changed in them. */
final class Recordings {

  private static final UpdaterSpec AMSGRAD = new UpdaterSpec.AmsGrad(0.01, 0.9, 0.999, 1e-8);

  private Recordings() {}

  static NetworkSpec network(DType dtype) {
    return Samples.network(
        dtype,
        4,
        LossKind.MCXENT,
        Samples.layer(5, ActivationKind.TANH),
        Samples.layer(3, ActivationKind.SOFTMAX));
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (DType dtype : DType.values()) {
      cases.add(Samples.gradient(network(dtype), 6));
      cases.add(Samples.training(network(dtype).withUpdater(AMSGRAD), 6, 4, 3));
    }
    return cases;
  }

  static BaselineCase of(Case task) {
    return BaselineCase.observe(task, Samples.fromScratch(), new Dl4jSubject());
  }

  static Baseline baseline() {
    return new Baseline(
        Map.of("os", "L\u00efnux"),
        Map.of("steps", "3"),
        cases().stream().map(Recordings::of).toList());
  }

  static BaselineCase with(BaselineCase recorded, Observation fixed, Observation library) {
    return new BaselineCase(
        recorded.network(), recorded.task(), recorded.dtype(), recorded.inputs(), fixed, library);
  }
}
