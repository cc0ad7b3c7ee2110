package dev.gradparity.dl4j;

import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerFormCases;
import dev.gradparity.spec.ParameterKind;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What makes z of a layer's input as operations of a graph, one case for each form.
 *
 * @param graph that they are added to
 * @param layer its number, from 1
 * @param units its fan-out
 * @param input a, one example per row
 * @param parameters those of the layer that are in the graph
 * @param isOneWeight whether W has one element
 */
record SameDiffForms(
    SameDiff graph,
    int layer,
    int units,
    SDVariable input,
    Map<ParameterKind, SDVariable> parameters,
    boolean isOneWeight)
    implements LayerFormCases<SDVariable> {

  private SDVariable of(ParameterKind kind) {
    return parameters.get(kind);
  }

  /** Ends the form under the name of its result. */
  private SDVariable plusBias(SDVariable product) {
    SDVariable bias = of(ParameterKind.BIAS);
    return bias == null ? named(product) : product.add("z" + layer, bias);
  }

  private SDVariable named(SDVariable z) {
    return graph.identity("z" + layer, z);
  }

  @Override
  public SDVariable dense(LayerForm.Dense form) {
    SDVariable weights = of(ParameterKind.WEIGHTS);
    // The library's derivative of a matrix product fails where all matrices are 1 x 1.
    SDVariable product = isOneWeight ? input.mul(weights) : input.mmul(weights);
    return plusBias(
        form.hasLayerNorm() ? normalised(product).mul(of(ParameterKind.GAIN)) : product);
  }

  /** (u - mean u) / std u; where std is 0 this is 0, and its derivative. */
  private SDVariable normalised(SDVariable u) {
    SDVariable centred = u.sub(meanOfUnits(u));
    SDVariable squares = meanOfUnits(graph.math().square(centred));
    // The sign of a sum of squares is 1, or 0 with the derivative 0.
    SDVariable isLong = graph.math().sign(squares);
    return centred.mul(isLong).div(graph.math().sqrt(squares.add(isLong.rsub(1))));
  }

  /**
   * Of each example, in the place of all of its units: what has the shape of its operand is not
   * broadcast, of which the derivative is wrong for a single example.
   */
  private SDVariable meanOfUnits(SDVariable u) {
    SDVariable ones = graph.constant(Nd4j.ones(u.dataType(), units, units));
    return u.mmul(ones).div(units);
  }

  @Override
  public SDVariable activation(LayerForm.Activation form) {
    return named(input);
  }

  @Override
  public SDVariable loss(LayerForm.Loss form) {
    return named(input);
  }

  /** What is dropped out is dropped out of the input, whatever the form. */
  @Override
  public SDVariable dropout(LayerForm.Dropout form) {
    return named(input);
  }

  @Override
  public SDVariable embedding(LayerForm.Embedding form) {
    // The derivative of the library's gather is wrong.
    SDVariable rows = input.castTo(DataType.INT32).reshape(-1);
    SDVariable weights = of(ParameterKind.WEIGHTS);
    return plusBias(graph.oneHot(rows, form.inputs(), -1, 1, 0, weights.dataType()).mmul(weights));
  }

  @Override
  public SDVariable batchNorm(LayerForm.BatchNorm form) {
    // Of a single example, which without a third axis is a vector, the library's mean throws.
    SDVariable columns = graph.expandDims(input, 2);
    SDVariable centred = columns.sub(columns.mean(true, 0));
    SDVariable variance = graph.math().square(centred).mean(true, 0);
    SDVariable normal = graph.squeeze(centred.div(graph.math().sqrt(variance.add(form.eps()))), 2);
    return named(
        form.lockGammaBeta()
            ? normal.mul(form.gamma()).add(form.beta())
            : normal.mul(of(ParameterKind.GAMMA)).add(of(ParameterKind.BETA)));
  }

  /** The library's operation takes no slopes of single columns. */
  @Override
  public SDVariable pRelu(LayerForm.PRelu form) {
    SDVariable slopes = of(ParameterKind.WEIGHTS);
    if (form.isShared() && units > 1) {
      // What is broadcast along two axes has a wrong derivative.
      slopes = slopes.mmul(graph.constant(Nd4j.ones(slopes.dataType(), 1, units)));
    }
    // At 0 the derivative of the library's maximum is 1, and that of its rectifier 0.
    SDVariable right = graph.math().max(input, graph.zerosLike(input));
    SDVariable left = graph.nn().relu(input.neg(), 0);
    return named(right.sub(left.mul(slopes)));
  }

  @Override
  public SDVariable elementwiseMultiplication(LayerForm.ElementwiseMultiplication form) {
    return plusBias(input.mul(of(ParameterKind.WEIGHTS)));
  }
}
