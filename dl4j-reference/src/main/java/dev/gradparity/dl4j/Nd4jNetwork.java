package dev.gradparity.dl4j;

import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.List;
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
  private final List<INDArray> weights = new ArrayList<>();
  private final List<INDArray> biases = new ArrayList<>();
  private final List<GradientUpdater<?>> weightUpdaters = new ArrayList<>();
  private final List<GradientUpdater<?>> biasUpdaters = new ArrayList<>();
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
      weights.add(zeros(spec.fanIn(l), spec.fanOut(l)));
      biases.add(zeros(1, spec.fanOut(l)));
      weightUpdaters.add(instance(spec.updater(l, false), weights.get(l - 1)));
      biasUpdaters.add(instance(spec.updater(l, true), biases.get(l - 1)));
    }
  }

  private INDArray zeros(int rows, int columns) {
    return Dl4jArrays.of(new double[rows * columns], spec.dtype(), rows, columns);
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
  public void setParameters(List<double[]> weightValues, List<double[]> biasValues) {
    Arguments.requireParameters(spec, weightValues, biasValues);
    for (int l = 1; l <= spec.depth(); l++) {
      assign(weights.get(l - 1), weightValues.get(l - 1));
      assign(biases.get(l - 1), biasValues.get(l - 1));
    }
  }

  private void assign(INDArray parameter, double[] values) {
    parameter.assign(Dl4jArrays.of(values, spec.dtype(), parameter.shape()));
  }

  @Override
  public Nd4jGradients gradients(double[] x, double[] y, int examples) {
    Arguments.requireData(spec, x, y, examples);
    Pass pass = new Pass(features(x, examples), labels(y, examples));
    double loss = pass.forward();
    pass.backward();
    return new Nd4jGradients(
        plain(pass.z),
        plain(pass.a.subList(1, pass.a.size())),
        true,
        loss,
        plain(pass.dZ),
        plain(pass.dA),
        plain(pass.dW),
        plain(pass.db),
        Dl4jArrays.rowMajor(pass.dInput(1)));
  }

  private static List<double[]> plain(List<INDArray> arrays) {
    return arrays.stream().map(Dl4jArrays::rowMajor).toList();
  }

  private INDArray features(double[] x, int examples) {
    return Dl4jArrays.of(x, spec.dtype(), examples, spec.inputSize());
  }

  private INDArray labels(double[] y, int examples) {
    return Dl4jArrays.of(y, spec.dtype(), examples, spec.outputSize());
  }

  @Override
  public void train(
      double[] x,
      double[] y,
      int examples,
      int batchSize,
      List<int[]> epochOrders,
      int steps,
      Consumer<Dl4jStep> listener) {
    Arguments.requireData(spec, x, y, examples);
    Arguments.requireSteps(examples, batchSize, epochOrders, steps);
    int step = 0;
    for (int[] order : epochOrders) {
      if (step == steps) {
        return;
      }
      for (int[] rows : MinibatchRows.of(batchSize, order, steps - step)) {
        double loss =
            step(
                features(MinibatchRows.pick(x, rows, spec.inputSize()), rows.length),
                labels(MinibatchRows.pick(y, rows, spec.outputSize()), rows.length));
        step++;
        listener.accept(
            new Dl4jStep(
                step,
                rows.length,
                loss,
                new ParameterValues(plain(weights), plain(biases)),
                List.of()));
      }
      epoch++;
    }
  }

  /** One step; the loss before it. */
  private double step(INDArray x, INDArray y) {
    Pass pass = new Pass(x, y);
    double loss = pass.forward();
    pass.backward();
    for (int l = 1; l <= spec.depth(); l++) {
      LayerSettings settings = spec.layer(l).settings();
      Regularisation own = spec.regularisation(l);
      if (!settings.frozen()) {
        move(weights.get(l - 1), pass.dW.get(l - 1), weightUpdaters.get(l - 1), own.weights());
      }
      if (!settings.frozen() && settings.hasBias()) {
        move(biases.get(l - 1), pass.db.get(l - 1), biasUpdaters.get(l - 1), own.bias());
      }
    }
    iteration++;
    return loss;
  }

  /** theta -= update + decay theta; the updater turns the gradient into the update in place. */
  private void move(
      INDArray parameter,
      INDArray gradient,
      GradientUpdater<?> updater,
      Regularisation.Terms regularisation) {
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
    private final int divisor;
    private final List<INDArray> z = new ArrayList<>();
    private final List<INDArray> a = new ArrayList<>();
    private final List<INDArray> dZ = new ArrayList<>();
    private final List<INDArray> dA = new ArrayList<>();
    private final List<INDArray> dW = new ArrayList<>();
    private final List<INDArray> db = new ArrayList<>();

    Pass(INDArray x, INDArray y) {
      this.y = y;
      divisor = spec.reduction().divisor(x.rows());
      a.add(x);
    }

    /**
     * Z_l = A_(l-1) W_l + 1 b_l, A_l = f(Z_l).
     *
     * @return the loss
     */
    double forward() {
      double penalty = 0;
      for (int l = 1; l <= spec.depth(); l++) {
        z.add(a.get(l - 1).mmul(weights.get(l - 1)).addiRowVector(biases.get(l - 1)));
        a.add(Nd4jOperations.activation(spec.layer(l).activation(), z.get(l - 1)));
        penalty += Nd4jOperations.penalty(spec.regularisation(l).weights(), weights.get(l - 1));
        penalty += Nd4jOperations.penalty(spec.regularisation(l).bias(), biases.get(l - 1));
      }
      return Nd4jLosses.sum(spec.loss(), a.get(spec.depth()), y) / divisor + penalty;
    }

    /** dW_l = A_(l-1)^T dZ_l, db_l = 1^T dZ_l, and the penalty's; dA_(l-1) = dZ_l W_l^T. */
    void backward() {
      int last = spec.depth();
      LayerSpec output = spec.layer(last);
      INDArray dOutput =
          Nd4jLosses.outputGradient(
              spec.loss(), output.activation().kind(), z.get(last - 1), a.get(last), y);
      dZ.add(dOutput.divi(divisor));
      for (int l = last; l >= 1; l--) {
        INDArray dZl = dZ.get(0);
        INDArray dWl = a.get(l - 1).transpose().mmul(dZl);
        INDArray dbl = dZl.sum(true, 0);
        Regularisation own = spec.regularisation(l);
        dW.add(0, Nd4jOperations.withPenalty(dWl, own.weights(), weights.get(l - 1)));
        db.add(0, Nd4jOperations.withPenalty(dbl, own.bias(), biases.get(l - 1)));
        if (l > 1) {
          dA.add(0, dInput(l));
          dZ.add(
              0,
              Nd4jOperations.activationGradient(
                  spec.layer(l - 1).activation().kind(), z.get(l - 2), a.get(l - 1), dA.get(0)));
        }
      }
    }

    /** The gradient of a layer's input, once the backward pass has reached the layer. */
    INDArray dInput(int l) {
      return dZ.get(dZ.size() - 1 - (spec.depth() - l)).mmul(weights.get(l - 1).transpose());
    }
  }
}
