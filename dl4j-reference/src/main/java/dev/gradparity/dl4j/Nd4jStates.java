package dev.gradparity.dl4j;

import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.PerParameter;
import dev.gradparity.spec.UpdaterCases;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AMSGradUpdater;
import org.nd4j.linalg.learning.AdaBeliefUpdater;
import org.nd4j.linalg.learning.AdaDeltaUpdater;
import org.nd4j.linalg.learning.AdaGradUpdater;
import org.nd4j.linalg.learning.AdaMaxUpdater;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.NadamUpdater;
import org.nd4j.linalg.learning.NesterovsUpdater;
import org.nd4j.linalg.learning.RmsPropUpdater;

/**
 * The library's keys of what an updater remembers, in the order of the specification's names. Only
 * where Deeplearning4j's layers are in use do all parameters share one vector of state; elsewhere
 * each has an updater of its own.
 */
final class Nd4jStates implements UpdaterCases<List<String>> {

  private static final Nd4jStates KEYS = new Nd4jStates();

  private Nd4jStates() {}

  /**
   * A copy of the state of a network's updaters: one entry for each name of that which has most,
   * zeros where there is less.
   *
   * @param updaters those of the parameters that move
   */
  static List<ParameterValues> of(
      NetworkSpec spec, PerParameter.Values<GradientUpdater<?>> updaters) {
    List<ParameterValues> states = new ArrayList<>();
    for (int k = 0; k < spec.updaterWithMostState().stateNames().size(); k++) {
      int index = k;
      states.add(
          ParameterValues.filled(
              spec,
              (l, kind) ->
                  index < spec.stateNames(l, kind).size()
                      ? of(spec.updater(l, kind), updaters.of(l, kind), index)
                      : new double[spec.shape(l, kind).size()]));
    }
    return states;
  }

  /**
   * Copies a state in.
   *
   * @param updaters those of the parameters that move
   * @param states as {@link #of(NetworkSpec, PerParameter.Values)} gives them
   */
  static void restore(
      NetworkSpec spec,
      PerParameter.Values<GradientUpdater<?>> updaters,
      List<ParameterValues> states) {
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).parameters()) {
        List<String> keys =
            spec.stateNames(l, kind).isEmpty() ? List.of() : spec.updater(l, kind).match(KEYS);
        for (int k = 0; k < keys.size(); k++) {
          INDArray memory = updaters.of(l, kind).getState().get(keys.get(k));
          double[] values = states.get(k).of(l, kind);
          memory.assign(Dl4jArrays.of(values, spec.dtype(), memory.shape()));
        }
      }
    }
  }

  private static double[] of(UpdaterSpec spec, GradientUpdater<?> updater, int index) {
    return Dl4jArrays.rowMajor(updater.getState().get(spec.match(KEYS).get(index)));
  }

  @Override
  public List<String> sgd(UpdaterSpec.Sgd spec) {
    return List.of();
  }

  @Override
  public List<String> nesterovs(UpdaterSpec.Nesterovs spec) {
    return List.of(NesterovsUpdater.V_STATE);
  }

  @Override
  public List<String> adam(UpdaterSpec.Adam spec) {
    return List.of(AdamUpdater.M_STATE, AdamUpdater.V_STATE);
  }

  @Override
  public List<String> adaMax(UpdaterSpec.AdaMax spec) {
    return List.of(AdaMaxUpdater.M_STATE, AdaMaxUpdater.U_STATE);
  }

  @Override
  public List<String> nadam(UpdaterSpec.Nadam spec) {
    return List.of(NadamUpdater.M_STATE, NadamUpdater.V_STATE);
  }

  @Override
  public List<String> amsGrad(UpdaterSpec.AmsGrad spec) {
    return List.of(AMSGradUpdater.M_STATE, AMSGradUpdater.V_STATE, AMSGradUpdater.V_HAT_STATE);
  }

  @Override
  public List<String> adaBelief(UpdaterSpec.AdaBelief spec) {
    return List.of(AdaBeliefUpdater.M_STATE, AdaBeliefUpdater.S_STATE);
  }

  @Override
  public List<String> adaGrad(UpdaterSpec.AdaGrad spec) {
    return List.of(AdaGradUpdater.GRAD_STATE);
  }

  @Override
  public List<String> rmsProp(UpdaterSpec.RmsProp spec) {
    return List.of(RmsPropUpdater.G_STATE);
  }

  @Override
  public List<String> adaDelta(UpdaterSpec.AdaDelta spec) {
    return List.of(AdaDeltaUpdater.MSG_STATE, AdaDeltaUpdater.MSDX_STATE);
  }

  @Override
  public List<String> noOp(UpdaterSpec.NoOp spec) {
    return List.of();
  }
}
