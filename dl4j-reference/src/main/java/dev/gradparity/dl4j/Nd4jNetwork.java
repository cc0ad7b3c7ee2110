package dev.gradparity.dl4j;

import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.PerParameter;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A specification's network in ND4J's operations on matrices, forward and backward written out: no
 * graph, no layers, no automatic differentiation. The steps are those of ND4J's updaters.
 */
public final class Nd4jNetwork implements Nd4jReference {

  private final NetworkSpec spec;
  private final List<Nd4jForm> forms = new ArrayList<>();
  private final PerParameter<GradientUpdater<?>> updaters;
  private int iteration;
  private int epoch;

  /**
   * Builds the network, all parameters zero.
   *
   * @throws NativeLibraryMissingException if ND4J cannot run on this host
   * @throws NoSuchOperationException if ND4J lacks one of the network's parts
   */
  public Nd4jNetwork(NetworkSpec spec) {
    NativeLibrary.require();
    this.spec = spec;
    StepSettings.requireNone("ND4J", spec);
    for (int l = 1; l <= spec.depth(); l++) {
      forms.add(Nd4jForms.zeros(spec, l));
    }
    updaters =
        PerParameter.of(
            spec,
            (l, kind) -> instance(spec.updater(l, kind), forms.get(l - 1).parameters().get(kind)));
  }

  /** An updater with zeros for a state, in an array of its own. */
  private static GradientUpdater<?> instance(UpdaterSpec updaterSpec, INDArray parameter) {
    IUpdater updater = Dl4jConventions.updater(updaterSpec);
    long size = updater.stateSize(parameter.length());
    INDArray state = size == 0 ? null : Nd4j.zeros(parameter.dataType(), 1, size);
    GradientUpdater<?> instance = updater.instantiate(state, true);
    if (state != null) {
      instance.setStateViewArray(state, parameter.shape(), parameter.ordering(), true);
    }
    return instance;
  }

  @Override
  public void setParameters(ParameterValues parameters) {
    Arguments.requireParameters(spec, parameters);
    for (int l = 1; l <= spec.depth(); l++) {
      int layer = l;
      forms
          .get(l - 1)
          .parameters()
          .forEach(
              (kind, parameter) ->
                  parameter.assign(
                      Dl4jArrays.of(parameters.of(layer, kind), spec.dtype(), parameter.shape())));
    }
  }

  private ParameterValues parameters() {
    return ParameterValues.filled(
        spec, (l, kind) -> Dl4jArrays.rowMajor(forms.get(l - 1).parameters().get(kind)));
  }

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
        ParameterValues.filled(spec, (l, kind) -> Dl4jArrays.rowMajor(pass.gradient(l, kind))),
        spec.hasInputGradient() ? Dl4jArrays.rowMajor(pass.dInput(1)) : new double[0]);
  }

  private static List<double[]> plain(List<INDArray> arrays) {
    return arrays.stream().map(Dl4jArrays::rowMajor).toList();
  }

  @Override
  public void train(
      Dl4jExamples all,
      int batchSize,
      List<int[]> epochOrders,
      int steps,
      Consumer<Dl4jStep> listener) {
    Arguments.requireData(spec, all);
    Arguments.requireSteps(all.count(), batchSize, epochOrders, steps);
    MinibatchRows.forEach(
        all,
        batchSize,
        epochOrders,
        steps,
        (batch, number) -> {
          double loss = step(batch);
          List<ParameterValues> state = Nd4jStates.of(spec, updaters::get);
          listener.accept(new Dl4jStep(number, batch.count(), loss, parameters(), state));
        },
        () -> epoch++);
  }

  /** One step; the loss before it. */
  private double step(Dl4jExamples batch) {
    Pass pass = new Pass(batch, iteration);
    double loss = pass.forward();
    pass.backward();
    for (int l = 1; l <= spec.depth(); l++) {
      if (!spec.layer(l).settings().frozen()) {
        int layer = l;
        forms
            .get(l - 1)
            .parameters()
            .forEach((kind, parameter) -> move(layer, kind, parameter, pass.gradient(layer, kind)));
      }
    }
    iteration++;
    return loss;
  }

  /** theta -= update + decay theta; the updater turns the gradient into the update in place. */
  private void move(int layer, ParameterKind kind, INDArray parameter, INDArray gradient) {
    Regularisation.Terms regularisation = spec.regularisation(layer).of(kind);
    GradientUpdater<?> updater = updaters.get(layer, kind);
    updater.applyUpdater(gradient, iteration, epoch);
    if (regularisation.weightDecay() > 0) {
      IUpdater config = updater.getConfig();
      double rate = config.hasLearningRate() ? config.getLearningRate(iteration, epoch) : 1;
      gradient.addi(parameter.mul(regularisation.decay(rate)));
    }
    parameter.subi(gradient);
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
      divisor = spec.reduction().divisor(examples);
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

    /** The gradients of the layer's parameters from dZ_l, and the penalty's; dA_(l-1) likewise. */
    void backward() {
      int last = spec.depth();
      LayerSpec output = spec.layer(last);
      INDArray dOutput =
          Nd4jLosses.outputGradient(
              spec.loss(), output.activation(), z.get(last - 1), a.get(last), y, labelMask);
      dZ.add(dOutput.divi(divisor));
      for (int l = last; l >= 1; l--) {
        Nd4jForm form = forms.get(l - 1);
        Map<ParameterKind, INDArray> own = form.gradients(inputs.get(l - 1), dZ.get(0));
        Regularisation regularisation = spec.regularisation(l);
        own.forEach(
            (kind, gradient) ->
                Nd4jPenalties.withPenalty(
                    gradient, regularisation.of(kind), form.parameters().get(kind)));
        gradients.add(0, own);
        if (l > 1) {
          dA.add(0, dInput(l));
          dZ.add(
              0,
              Nd4jActivations.gradient(
                  spec.layer(l - 1).activation(), z.get(l - 2), a.get(l - 1), dA.get(0)));
        }
      }
    }

    INDArray gradient(int l, ParameterKind kind) {
      return gradients.get(l - 1).get(kind);
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
