package dev.gradparity.dl4j;

import dev.gradparity.spec.ParameterValues;
import java.util.List;

/**
 * The network right after one training step.
 *
 * @param number of the step within this call, from 1
 * @param examples the rows of the minibatch; the last of an epoch may be short
 * @param loss of the minibatch before the step, the penalty included; that of a {@link Dl4jNetwork}
 *     counts weight decay, too, as decay/2 |theta|^2
 * @param parameters after the step, a copy
 * @param state of the updater after the step, a copy: one entry for each name of the specification
 */
public record Dl4jStep(
    int number,
    int examples,
    double loss,
    ParameterValues parameters,
    List<ParameterValues> state) {}
