package dev.gradparity.dl4j;

import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Regularisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;

/**
 * A specification's network in ND4J's operations on matrices, forward and backward written out: no
 * graph, no layers, no automatic differentiation. The updaters are ND4J's ({@link Nd4jLayerStep}).
 */
public final class Nd4jNetwork extends Nd4jReference {

  private final List<Nd4jForm> forms = new ArrayList<>();
  private final List<Nd4jLayerStep> steps = new ArrayList<>();

  /**
   * Builds the network, all parameters zero.
   *
   * @throws NativeLibraryMissingException if ND4J cannot run on this host
   */
  public Nd4jNetwork(NetworkSpec spec) {
    super(spec);
    for (int l = 1; l <= spec.depth(); l++) {
      Nd4jForm form = Nd4jForms.zeros(spec, l);
      forms.add(form);
      steps.add(new Nd4jLayerStep(spec, l, form.parameters()));
    }
  }

  @Override
  INDArray parameter(int layer, ParameterKind kind) {
    return forms.get(layer - 1).parameters().get(kind);
  }

  @Override
  GradientUpdater<?> updater(int layer, ParameterKind kind) {
    return steps.get(layer - 1).updater(kind);
  }

  /** They have begun with the layers. */
  @Override
  void beginUpdaters(int iteration) {}

  @Override
  public Nd4jGradients gradients(Dl4jExamples batch) {
    Arguments.requireData(spec, batch);
    Pass pass = new Pass(batch, 0);
    double loss = pass.forward();
    pass.backward();
    return new Nd4jGradients(
        plain(pass.z),
        plain(pass.a.subList(1, pass.a.size())),
        true,
        loss,
        plain(pass.dZ),
        plain(pass.dA),
        ParameterValues.filled(
            spec, (l, kind) -> Dl4jArrays.rowMajor(pass.penalisedGradient(l, kind))),
        spec.hasInputGradient() ? Dl4jArrays.rowMajor(pass.dInput(1)) : new double[0]);
  }

  private static List<double[]> plain(List<INDArray> arrays) {
    return arrays.stream().map(Dl4jArrays::rowMajor).toList();
  }

  @Override
  double step(Dl4jExamples batch, int iteration, int epoch) {
    Pass pass = new Pass(batch, iteration);
    double loss = pass.forward();
    pass.backward();
    for (int l = 1; l <= spec.depth(); l++) {
      steps.get(l - 1).apply(pass.gradients.get(l - 1), iteration, epoch);
    }
    return loss;
  }

  /** One minibatch forward and backward; a_0 is x. */
  private final class Pass {

    private final INDArray y;
    private final INDArray labelMask;
    private final int step;
    private final int divisor;
    private final List<INDArray> z = new ArrayList<>();
    private final List<INDArray> a = new ArrayList<>();

    /** What each layer makes z of: the activation below, after dropout. */
    private final List<INDArray> inputs = new ArrayList<>();

    private final List<INDArray> dZ = new ArrayList<>();
    private final List<INDArray> dA = new ArrayList<>();
    private final List<Map<ParameterKind, INDArray>> gradients = new ArrayList<>();

    Pass(Dl4jExamples batch, int step) {
      int examples = batch.count();
      y = Dl4jArrays.of(batch.y(), spec.dtype(), examples, spec.outputSize());
      labelMask = Dl4jLosses.maskOfOutputs(spec, batch);
      this.step = step;
      divisor = spec.divisor(examples);
      a.add(Dl4jArrays.of(batch.x(), spec.dtype(), examples, spec.inputSize()));
    }

    /**
     * Z_l of A_(l-1) by the layer's form, A_l = f(Z_l).
     *
     * @return the loss
     */
    double forward() {
      double penalty = 0;
      for (int l = 1; l <= spec.depth(); l++) {
        inputs.add(dropped(l, a.get(l - 1)));
        Nd4jForm form = forms.get(l - 1);
        z.add(form.forward(inputs.get(l - 1)));
        a.add(Nd4jActivations.value(spec.layer(l).activation(), z.get(l - 1)));
        Regularisation own = spec.regularisation(l);
        for (Map.Entry<ParameterKind, INDArray> parameter : form.parameters().entrySet()) {
          penalty += Nd4jPenalties.penalty(own.of(parameter.getKey()), parameter.getValue());
        }
      }
      INDArray output = a.get(spec.depth());
      return Nd4jLosses.sum(spec.loss(), output, y, labelMask) / divisor + penalty;
    }

    /** The gradients of the layers' parameters from dZ_l, without the penalty's; dA_(l-1). */
    void backward() {
      int last = spec.depth();
      LayerSpec output = spec.layer(last);
      INDArray dOutput =
          Nd4jLosses.outputGradient(
              spec.loss(), output.activation(), z.get(last - 1), a.get(last), y, labelMask);
      dZ.add(dOutput.divi(divisor));
      for (int l = last; l >= 1; l--) {
        Nd4jForm form = forms.get(l - 1);
        gradients.add(0, form.gradients(inputs.get(l - 1), dZ.get(0)));
        if (l > 1) {
          dA.add(0, dInput(l));
          dZ.add(
              0,
              Nd4jActivations.gradient(
                  spec.layer(l - 1).activation(), z.get(l - 2), a.get(l - 1), dA.get(0)));
        }
      }
    }

    INDArray penalisedGradient(int l, ParameterKind kind) {
      return Nd4jPenalties.withPenalty(
          gradients.get(l - 1).get(kind), spec.regularisation(l).of(kind), parameter(l, kind));
    }

    /** The gradient of a layer's input, once the backward pass has reached the layer. */
    INDArray dInput(int l) {
      INDArray dZl = dZ.get(dZ.size() - 1 - (spec.depth() - l));
      return dropped(l, forms.get(l - 1).inputGradient(inputs.get(l - 1), dZl));
    }

    /** m / p times the elements, forward and backward alike. */
    private INDArray dropped(int l, INDArray elements) {
      double retain = spec.layer(l).form().dropOut();
      if (retain == 1) {
        return elements;
      }
      return elements.div(retain).muli(GivenDropout.mask(spec, l, step, elements.rows()));
    }
  }
}
