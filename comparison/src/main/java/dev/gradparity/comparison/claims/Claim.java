package dev.gradparity.comparison.claims;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Subject;
import dev.gradparity.comparison.UpdaterState;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What somebody says to have computed for a case.
 *
 * @param task the case
 * @param tensors those of its tensors that are claimed, at least one
 */
public record Claim(Case task, Observation tensors) {

  /**
   * What is claimed for one minibatch, whose examples are all visited in every training step.
   *
   * @param who made the claims
   * @param parameters where the pass, and training, starts
   * @param claims at least one; those after a step are of a training
   * @return at most one claim for the gradient and one for training steps
   */
  static List<Claim> of(
      String who,
      NetworkSpec spec,
      ParameterValues parameters,
      Examples batch,
      List<ObservedTensor> claims) {
    return of(who, spec, parameters, batch, Optional.empty(), claims);
  }

  /**
   * The same, where training steps go on from another training.
   *
   * @param before what that left behind
   */
  public static List<Claim> of(
      String who,
      NetworkSpec spec,
      ParameterValues parameters,
      Examples batch,
      Optional<UpdaterState> before,
      List<ObservedTensor> claims) {
    List<Claim> perCase = new ArrayList<>();
    List<ObservedTensor> pass = claims.stream().filter(c -> c.name().step() == 0).toList();
    if (!pass.isEmpty()) {
      Case task = new Case.Gradient(spec, parameters, batch);
      perCase.add(new Claim(task, new Observation(who, pass)));
    }
    List<ObservedTensor> training = claims.stream().filter(c -> c.name().step() > 0).toList();
    if (!training.isEmpty()) {
      int steps = training.stream().mapToInt(tensor -> tensor.name().step()).max().getAsInt();
      int n = spec.examples(batch.count());
      String name =
          "%d step%s of %s, batch %d"
              .formatted(steps, steps == 1 ? "" : "s", spec.updater().specName(), n);
      Case task = new Case.Training(name, spec, parameters, batch, batch.count(), steps, before);
      perCase.add(new Claim(task, new Observation(who, training)));
    }
    return perCase;
  }

  /** The outsider as a subject, which knows this case only. */
  public Subject subject() {
    return new Subject() {
      @Override
      public String name() {
        return tensors.subject();
      }

      @Override
      public Observation observe(Case other) {
        if (!other.equals(task)) {
          throw new IllegalArgumentException(name() + " says nothing about " + other.name());
        }
        return tensors;
      }

      /** Nobody knows what was rounded on its way into a file. */
      @Override
      public boolean showsWhatItUses() {
        return false;
      }
    };
  }
}
