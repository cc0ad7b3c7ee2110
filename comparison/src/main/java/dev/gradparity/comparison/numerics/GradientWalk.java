package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.numerics.Variation.Kind;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DropoutMask;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerFormCases;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.PerParameter;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One forward and one backward pass in float64, every value with its bounds.
 *
 * <p>A walk may follow a subject: each operation then starts from what the subject itself observed
 * of its inputs, and its result stands alone. Inputs that were not observed are computed from the
 * nearest that were, and their bounds come along.
 */
final class GradientWalk {

  private final NetworkSpec spec;
  private final Rounding r;
  private final LinearErrors linear;
  private final Function<TensorName, double[]> observed;
  private final Variation variation;
  private final Formulas formulas;
  private final boolean isForStep;
  private final Map<TensorName, Bounded> tensors = new LinkedHashMap<>();

  /** Of each layer, from the first on. */
  private final List<FormErrors> forms = new ArrayList<>();

  /** z of each layer as it was computed here. */
  private final List<Bounded> computedZ = new ArrayList<>();

  /** z of the last layer, as the subject shows it. */
  private Bounded followedZ;

  /** x, and the activation of each layer, as the subject shows it. */
  private final List<Bounded> a = new ArrayList<>();

  /**
   * A walk through this network.
   *
   * @param observed what a subject observed of a tensor, or null
   * @param variation what is done otherwise than the network says
   * @param formulas of the operations
   */
  GradientWalk(
      NetworkSpec spec,
      Rounding r,
      Function<TensorName, double[]> observed,
      Variation variation,
      Formulas formulas) {
    this(spec, r, observed, variation, formulas, variation.is(Kind.NORMALISED));
  }

  private GradientWalk(
      NetworkSpec spec,
      Rounding r,
      Function<TensorName, double[]> observed,
      Variation variation,
      Formulas formulas,
      boolean isForStep) {
    this.spec = spec;
    this.isForStep = isForStep;
    this.r = r;
    this.observed = observed;
    this.variation = variation;
    this.formulas = formulas;
    linear = new LinearErrors(r);
  }

  /** A walk whose dW and db are what a training step uses: normalised where the layer says so. */
  static GradientWalk forStep(
      NetworkSpec spec, Rounding r, Variation variation, Formulas formulas) {
    return new GradientWalk(spec, r, Replay::unobserved, variation, formulas, true);
  }

  /** The network's parameters as exact matrices. */
  static PerParameter<Bounded> exact(NetworkSpec spec, ParameterValues parameters) {
    return PerParameter.of(
        spec,
        (l, kind) ->
            Bounded.exact(spec.rows(l, kind), spec.columns(l, kind), parameters.of(l, kind)));
  }

  /**
   * Every tensor of the pass.
   *
   * @param step the number of steps made before
   */
  Map<TensorName, Bounded> over(
      PerParameter<Bounded> parameters, int step, Examples batch, boolean withInputGradient) {
    forward(parameters, step, batch);
    int last = spec.depth();
    int divisor = spec.divisor(batch.count());
    Bounded dZ = lossAndOutputGradient(parameters, batch, divisor);
    for (int l = last; l >= 1; l--) {
      dZ = followGradient(TensorName.of(Quantity.D_PRE_ACTIVATION, l), dZ, divisor);
      addParameterGradients(l, forms.get(l - 1), a.get(l - 1), dZ, parameters);
      if (l == 1 && !(withInputGradient && spec.hasInputGradient())) {
        break;
      }
      Bounded dInput = forms.get(l - 1).inputGradient(a.get(l - 1), dZ);
      if (l == 1) {
        tensors.put(TensorName.of(Quantity.D_INPUT), dInput);
      } else {
        Bounded dA = followGradient(TensorName.of(Quantity.D_ACTIVATION, l - 1), dInput, divisor);
        dZ = backward(l - 1, computedZ.get(l - 2), a.get(l - 1), dA);
      }
    }
    return tensors;
  }

  private void forward(PerParameter<Bounded> parameters, int step, Examples batch) {
    a.add(Bounded.exact(batch.count(), spec.inputSize(), batch.x()));
    for (int l = 1; l <= spec.depth(); l++) {
      forms.add(form(l, parameters, step, batch.count()));
      Bounded z = forms.get(l - 1).forward(a.get(l - 1));
      computedZ.add(z);
      followedZ = follow(TensorName.of(Quantity.PRE_ACTIVATION, l), z);
      a.add(follow(TensorName.of(Quantity.ACTIVATION, l), activated(l, followedZ)));
    }
  }

  /** Scores the outputs, and returns dZ of the last layer. */
  private Bounded lossAndOutputGradient(
      PerParameter<Bounded> parameters, Examples batch, int divisor) {
    int last = spec.depth();
    Labels labels = new Labels(batch, spec.layer(last).activation().kind());
    boolean isOwn = formulas.masksArguments(spec, labels);
    Bounded computed = computedZ.get(last - 1);
    Bounded z = isOwn ? labels.multiplied(computed) : computed;
    Bounded p = isOwn ? labels.counted(a.get(last), activated(last, z)) : a.get(last);
    Bounded dZ =
        outputGradient(
            new LossGradientErrors(spec.loss(), activation(last), labels, divisor, r), z, p, batch);
    LossErrors loss =
        new LossErrors(spec.loss(), labels, divisor, lossFactor(batch), penalty(parameters), r);
    tensors.put(TensorName.of(Quantity.LOSS), score(loss, isOwn ? z : followedZ, p, dZ));
    return dZ;
  }

  private double lossFactor(Examples batch) {
    return variation.factorOf(Kind.LOSS, Kind.OBJECTIVE)
        * variation.factorOfCounted(spec, batch, Kind.LOSS_OF_COUNTED, Kind.OBJECTIVE_OF_COUNTED)
        / formulas.scoreDivisor(spec, batch.count());
  }

  /** Null for none. */
  private Bounded penalty(PerParameter<Bounded> parameters) {
    double factor = variation.factorOf(Kind.PENALTY, Kind.PENALTY_LOSS, Kind.PENALTY_AS_DECAY);
    Bounded penalty = new PenaltyErrors(r).value(spec, parameters, factor);
    return formulas.penalty(spec, parameters, isForStep, penalty);
  }

  /**
   * The loss of the minibatch.
   *
   * @param dZ the gradient by z
   */
  private Bounded score(LossErrors loss, Bounded z, Bounded p, Bounded dZ) {
    if (!formulas.scoresGradient(spec)) {
      return formulas.loss(loss, p, loss.value(z, p));
    }
    Bounded argument = linear.scaled(loss.divisor(), dZ);
    Bounded output = activated(spec.depth(), argument);
    return formulas.loss(loss, output, loss.value(argument, output));
  }

  private Bounded activated(int l, Bounded z) {
    return formulas.activation(spec.layer(l).activation(), z, activation(l).forward(z));
  }

  private FormErrors form(int l, PerParameter<Bounded> parameters, int step, int examples) {
    LayerForm form = spec.layer(l).form();
    FormErrors plain = form.match(new Forms(parameters, l));
    return form.dropOut() == 1
        ? plain
        : new DropoutErrors(
            plain, DropoutMask.retained(spec, l, step, examples), form.dropOut(), r);
  }

  private Bounded outputGradient(LossGradientErrors loss, Bounded z, Bounded p, Examples batch) {
    int last = spec.depth();
    if (is(Kind.DERIVATIVE_LEFT_OUT, last)) {
      return loss.derivative(p);
    }
    if (isElementwiseSoftmax(last)) {
      return backward(last, z, p, loss.derivative(p));
    }
    Bounded dZ = formulas.outputGradient(loss, z, p, loss.backward(z, p));
    if (is(Kind.DERIVATIVE_TWICE, last)) {
      return loss.activation().backward(z, p, dZ);
    }
    double factor =
        variation.factorOf(Kind.OUTPUT_GRADIENT, Kind.OBJECTIVE)
            * variation.factorOfCounted(
                spec, batch, Kind.OUTPUT_GRADIENT_OF_COUNTED, Kind.OBJECTIVE_OF_COUNTED);
    return factor == 1 ? dZ : linear.scaled(factor, dZ);
  }

  private Bounded backward(int l, Bounded z, Bounded a, Bounded dA) {
    if (is(Kind.DERIVATIVE_LEFT_OUT, l)) {
      return dA;
    }
    if (isElementwiseSoftmax(l)) {
      return new ActivationErrors(ActivationSpec.of(ActivationKind.SIGMOID), r).backward(z, a, dA);
    }
    Bounded dZ =
        formulas.backward(spec.layer(l).activation(), z, a, dA, activation(l).backward(z, a, dA));
    return is(Kind.DERIVATIVE_TWICE, l) ? activation(l).backward(z, a, dZ) : dZ;
  }

  private boolean is(Kind kind, int l) {
    return variation.is(kind, l, spec.depth());
  }

  private boolean isElementwiseSoftmax(int l) {
    return is(Kind.SOFTMAX_ELEMENTWISE, l)
        && spec.layer(l).activation().kind() == ActivationKind.SOFTMAX;
  }

  private void addParameterGradients(
      int l, FormErrors form, Bounded input, Bounded dZ, PerParameter<Bounded> parameters) {
    Map<ParameterKind, Bounded> gradients = new EnumMap<>(ParameterKind.class);
    for (ParameterKind kind : spec.layer(l).parameters()) {
      gradients.put(kind, form.gradient(kind, input, dZ));
    }
    if (isForStep && !variation.is(Kind.NOT_NORMALISED)) {
      formulas.normalise(new LayerStepErrors(r), spec.layer(l).settings(), l, gradients);
    }
    PenaltyErrors penalty = new PenaltyErrors(r);
    double factor = variation.factorOf(Kind.PENALTY, Kind.PENALTY_GRADIENT);
    Regularisation own = spec.regularisation(l);
    gradients.forEach(
        (kind, gradient) -> {
          Regularisation.Terms terms = variation.inGradient(own, kind);
          Bounded theta = parameters.get(l, kind);
          Bounded signs = terms.l1() == 0 ? theta : formulas.signs(theta);
          put(kind, l, penalty.added(gradient, terms, theta, signs, factor));
        });
  }

  /** The updater's first update is what it moves a parameter of zero by. */
  private void put(ParameterKind kind, int l, Bounded gradient) {
    Bounded shown = gradient;
    if (variation.is(Kind.UPDATE)) {
      Bounded zeros = Bounded.zeros(gradient.rows(), gradient.columns());
      UpdaterSpec updater = spec.updater(l, kind);
      Bounded moved = UpdaterErrors.start(r, updater, zeros).step(gradient, 1, 0).theta();
      shown = linear.scaled(-variation.factor(), moved);
    }
    tensors.put(TensorName.of(Quantity.gradientOf(kind), l), shown);
  }

  private Bounded follow(TensorName name, Bounded computed) {
    tensors.put(name, computed);
    double[] values = observed.apply(name);
    return values == null || values.length != computed.size()
        ? computed
        : Bounded.exact(computed.rows(), computed.columns(), values);
  }

  /**
   * A subject that divides the gradient of a sum at the end shows this gradient divided already:
   * what it went on with is off by that rounding.
   */
  private Bounded followGradient(TensorName name, Bounded computed, int divisor) {
    Bounded followed = follow(name, computed);
    if (!followed.isExact() || divisor == 1) {
      return followed;
    }
    double[] value = followed.value();
    return Bounded.ofElements(
        r,
        followed.rows(),
        followed.columns(),
        value,
        false,
        (level, k) -> r.gamma(level, 1) * Math.abs(value[k]) + r.tiny());
  }

  private ActivationErrors activation(int layer) {
    return new ActivationErrors(spec.layer(layer).activation(), r);
  }

  /** The registry of forms. */
  private final class Forms implements LayerFormCases<FormErrors> {

    private final PerParameter<Bounded> parameters;
    private final int layer;

    Forms(PerParameter<Bounded> parameters, int layer) {
      this.parameters = parameters;
      this.layer = layer;
    }

    @Override
    public FormErrors dense(LayerForm.Dense form) {
      Bounded weights = parameters.get(layer, ParameterKind.WEIGHTS);
      return form.hasLayerNorm()
          ? new NormalisedErrors(
              r, linear, formulas, weights, bias(), parameters.get(layer, ParameterKind.GAIN))
          : new DenseErrors(linear, formulas, variation, kind -> is(kind, layer), weights, bias());
    }

    private Bounded bias() {
      return parameters.has(layer, ParameterKind.BIAS)
          ? parameters.get(layer, ParameterKind.BIAS)
          : null;
    }

    @Override
    public FormErrors activation(LayerForm.Activation form) {
      return new PassThroughErrors();
    }

    @Override
    public FormErrors loss(LayerForm.Loss form) {
      return new PassThroughErrors();
    }

    /** What is dropped out is dropped out of the input, whatever the form. */
    @Override
    public FormErrors dropout(LayerForm.Dropout form) {
      return new PassThroughErrors();
    }

    @Override
    public FormErrors embedding(LayerForm.Embedding form) {
      return new EmbeddingErrors(linear, parameters.get(layer, ParameterKind.WEIGHTS), bias());
    }

    @Override
    public FormErrors batchNorm(LayerForm.BatchNorm form) {
      return new BatchNormErrors(
          r, form, kind -> parameters.get(layer, kind), formulas.leavesOutGammaAndBeta(form));
    }

    @Override
    public FormErrors pRelu(LayerForm.PRelu form) {
      boolean isFrozen = isForStep && spec.layer(layer).settings().frozen();
      Bounded slopes = parameters.get(layer, ParameterKind.WEIGHTS);
      return new PReluErrors(linear, formulas, slopes, isFrozen);
    }

    @Override
    public FormErrors elementwiseMultiplication(LayerForm.ElementwiseMultiplication form) {
      return new ElementwiseMultiplicationErrors(
          linear, parameters.get(layer, ParameterKind.WEIGHTS), bias());
    }
  }
}
