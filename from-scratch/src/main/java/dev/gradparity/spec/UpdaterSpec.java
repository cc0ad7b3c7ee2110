package dev.gradparity.spec;

import java.util.List;
import java.util.Locale;

/**
 * How a gradient becomes a step. The parameters move by minus the update, never plus.
 *
 * <p>Each record gives the update that is subtracted from a parameter; g is its gradient, t the
 * number of the step, from 1, and state is zero before the first step unless it says otherwise. The
 * definitions are those of Deeplearning4j where they differ from the papers' by choice; such
 * differences are named.
 */
public sealed interface UpdaterSpec {

  /** The name in specification files: Deeplearning4j's, in lower case. */
  default String specName() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The step size; 1 where the update has no factor of that kind. */
  default Schedule learningRate() {
    return new Schedule.Fixed(1);
  }

  /** What keeps a division by zero away; 1 where there is none. */
  default double epsilon() {
    return 1;
  }

  /** The names of what is remembered of each parameter, in Deeplearning4j's order. */
  List<String> stateNames();

  /** What {@code cases} says of this kind. */
  <R> R match(UpdaterCases<R> cases);

  /** Every kind in declaration order, with Deeplearning4j's defaults. */
  static List<UpdaterSpec> defaults() {
    return List.of(
        new Sgd(0.001),
        new Nesterovs(0.1, 0.9),
        new Adam(0.001, 0.9, 0.999, 1e-8),
        new AdaMax(0.001, 0.9, 0.999),
        new Nadam(0.001, 0.9, 0.999, 1e-8),
        new AmsGrad(0.001, 0.9, 0.999, 1e-8),
        new AdaBelief(0.001, 0.9, 0.999, 1e-14),
        new AdaGrad(0.1, 1e-6),
        new RmsProp(0.1, 0.95, 1e-8),
        new AdaDelta(0.95, 1e-6),
        new NoOp());
  }

  /**
   * Plain gradient descent (document 004, row S19): learningRate * g.
   *
   * @param learningRate the step size
   */
  record Sgd(Schedule learningRate) implements UpdaterSpec {

    /** Checks the step size. */
    public Sgd {
      Checks.rate(learningRate, "learningRate");
    }

    /** With a step size that never changes. */
    public Sgd(double learningRate) {
      this(Schedule.fixed(learningRate));
    }

    @Override
    public List<String> stateNames() {
      return List.of();
    }

    @Override
    public <R> R match(UpdaterCases<R> cases) {
      return cases.sgd(this);
    }
  }

  /**
   * Nesterov's accelerated gradient in Deeplearning4j's form: v' = momentum * v - learningRate * g;
   * the update is momentum * v - (1 + momentum) * v' (Sutskever et al. 2013, section 3, at the
   * point ahead; Bengio et al. 2013, equation 7).
   *
   * @param learningRate the step size
   * @param momentum in [0, 1)
   */
  record Nesterovs(Schedule learningRate, Schedule momentum) implements UpdaterSpec {

    /** Checks the parts. */
    public Nesterovs {
      Checks.rate(learningRate, "learningRate");
      momentum.levels("momentum").forEach((place, value) -> Checks.fraction(value, place));
    }

    /** With numbers that never change. */
    public Nesterovs(double learningRate, double momentum) {
      this(Schedule.fixed(learningRate), Schedule.fixed(momentum));
    }

    @Override
    public List<String> stateNames() {
      return List.of("v");
    }

    @Override
    public <R> R match(UpdaterCases<R> cases) {
      return cases.nesterovs(this);
    }
  }

  /**
   * Adam in the form that ends section 2 of Kingma and Ba 2015, which Deeplearning4j uses: m' =
   * beta1 m + (1 - beta1) g; v' = beta2 v + (1 - beta2) g^2; alpha m' / (sqrt(v') + epsilon), where
   * alpha = learningRate sqrt(1 - beta2^t) / (1 - beta1^t).
   *
   * @param learningRate the step size
   * @param beta1 in [0, 1)
   * @param beta2 in [0, 1)
   * @param epsilon positive; added outside the root and outside the bias correction
   */
  record Adam(Schedule learningRate, double beta1, double beta2, double epsilon)
      implements UpdaterSpec {

    /** Checks the parts. */
    public Adam {
      requireMoments(learningRate, beta1, beta2, epsilon);
    }

    /** With a step size that never changes. */
    public Adam(double learningRate, double beta1, double beta2, double epsilon) {
      this(Schedule.fixed(learningRate), beta1, beta2, epsilon);
    }

    @Override
    public List<String> stateNames() {
      return List.of("m", "v");
    }

    @Override
    public <R> R match(UpdaterCases<R> cases) {
      return cases.adam(this);
    }
  }

  /**
   * Adam's m with an exponentially weighted maximum (Kingma and Ba 2015, algorithm 2): u' =
   * max(beta2 u, |g|) + 1e-32; learningRate / (1 - beta1^t) m' / u'. The {@link #FLOOR} is
   * Deeplearning4j's, whose epsilon has no effect.
   *
   * @param learningRate the step size
   * @param beta1 in [0, 1)
   * @param beta2 in [0, 1)
   */
  record AdaMax(Schedule learningRate, double beta1, double beta2) implements UpdaterSpec {

    /** What is added to u, so that a gradient of zero is not divided by zero. */
    public static final double FLOOR = 1e-32;

    /** Checks the parts. */
    public AdaMax {
      requireMoments(learningRate, beta1, beta2, FLOOR);
    }

    /** With a step size that never changes. */
    public AdaMax(double learningRate, double beta1, double beta2) {
      this(Schedule.fixed(learningRate), beta1, beta2);
    }

    @Override
    public List<String> stateNames() {
      return List.of("m", "u");
    }

    @Override
    public <R> R match(UpdaterCases<R> cases) {
      return cases.adaMax(this);
    }
  }

  /**
   * Adam's moments with a step ahead of m: learningRate / (1 - beta1^t) (beta1 m' + (1 - beta1) g)
   * / (sqrt(v') + epsilon). Deeplearning4j's form of Dozat 2016, algorithm 2, with a constant
   * momentum: v is not corrected for its start at zero, and m by one power for both its parts.
   *
   * @param learningRate the step size
   * @param beta1 in [0, 1)
   * @param beta2 in [0, 1)
   * @param epsilon positive
   */
  record Nadam(Schedule learningRate, double beta1, double beta2, double epsilon)
      implements UpdaterSpec {

    /** Checks the parts. */
    public Nadam {
      requireMoments(learningRate, beta1, beta2, epsilon);
    }

    /** With a step size that never changes. */
    public Nadam(double learningRate, double beta1, double beta2, double epsilon) {
      this(Schedule.fixed(learningRate), beta1, beta2, epsilon);
    }

    @Override
    public List<String> stateNames() {
      return List.of("m", "v");
    }

    @Override
    public <R> R match(UpdaterCases<R> cases) {
      return cases.nadam(this);
    }
  }

  /**
   * Adam with h' = max(h, v') in place of v (Reddi et al. 2018, algorithm 2): alpha m' / (sqrt(h')
   * + epsilon), with {@link Adam}'s alpha, which the paper leaves out.
   *
   * @param learningRate the step size
   * @param beta1 in [0, 1)
   * @param beta2 in [0, 1)
   * @param epsilon positive
   */
  record AmsGrad(Schedule learningRate, double beta1, double beta2, double epsilon)
      implements UpdaterSpec {

    /** Checks the parts. */
    public AmsGrad {
      requireMoments(learningRate, beta1, beta2, epsilon);
    }

    /** With a step size that never changes. */
    public AmsGrad(double learningRate, double beta1, double beta2, double epsilon) {
      this(Schedule.fixed(learningRate), beta1, beta2, epsilon);
    }

    @Override
    public List<String> stateNames() {
      return List.of("m", "v", "h");
    }

    @Override
    public <R> R match(UpdaterCases<R> cases) {
      return cases.amsGrad(this);
    }
  }

  /**
   * Adam with s' = beta2 s + (1 - beta2) (g - m')^2 + epsilon in place of v (Zhuang et al. 2020,
   * algorithm 2): alpha m' / (sqrt(s') + epsilon), with {@link Adam}'s alpha, so that epsilon
   * stands outside the bias correction.
   *
   * @param learningRate the step size
   * @param beta1 in [0, 1)
   * @param beta2 in [0, 1)
   * @param epsilon positive
   */
  record AdaBelief(Schedule learningRate, double beta1, double beta2, double epsilon)
      implements UpdaterSpec {

    /** Checks the parts. */
    public AdaBelief {
      requireMoments(learningRate, beta1, beta2, epsilon);
    }

    /** With a step size that never changes. */
    public AdaBelief(double learningRate, double beta1, double beta2, double epsilon) {
      this(Schedule.fixed(learningRate), beta1, beta2, epsilon);
    }

    @Override
    public List<String> stateNames() {
      return List.of("m", "s");
    }

    @Override
    public <R> R match(UpdaterCases<R> cases) {
      return cases.adaBelief(this);
    }
  }

  /**
   * The sum of all squares (Duchi et al. 2011): h' = h + g^2; learningRate g / (sqrt(h') +
   * epsilon). Deeplearning4j's h starts at {@link #START}.
   *
   * @param learningRate the step size
   * @param epsilon positive
   */
  record AdaGrad(Schedule learningRate, double epsilon) implements UpdaterSpec {

    /** h before the first step. */
    public static final double START = 1e-6;

    /** Checks the parts. */
    public AdaGrad {
      Checks.rate(learningRate, "learningRate");
      Checks.positive(epsilon, "epsilon");
    }

    /** With a step size that never changes. */
    public AdaGrad(double learningRate, double epsilon) {
      this(Schedule.fixed(learningRate), epsilon);
    }

    @Override
    public List<String> stateNames() {
      return List.of("h");
    }

    @Override
    public <R> R match(UpdaterCases<R> cases) {
      return cases.adaGrad(this);
    }
  }

  /**
   * The mean of recent squares (Hinton 2012, lecture 6e): r' = rmsDecay r + (1 - rmsDecay) g^2;
   * learningRate g / (sqrt(r') + epsilon). Deeplearning4j's r starts at epsilon.
   *
   * @param learningRate the step size
   * @param rmsDecay in [0, 1)
   * @param epsilon positive
   */
  record RmsProp(Schedule learningRate, double rmsDecay, double epsilon) implements UpdaterSpec {

    /** Checks the parts. */
    public RmsProp {
      Checks.rate(learningRate, "learningRate");
      Checks.fraction(rmsDecay, "rmsDecay");
      Checks.positive(epsilon, "epsilon");
    }

    /** With a step size that never changes. */
    public RmsProp(double learningRate, double rmsDecay, double epsilon) {
      this(Schedule.fixed(learningRate), rmsDecay, epsilon);
    }

    @Override
    public List<String> stateNames() {
      return List.of("r");
    }

    @Override
    public <R> R match(UpdaterCases<R> cases) {
      return cases.rmsProp(this);
    }
  }

  /**
   * Steps in the units of the parameter (Zeiler 2012, algorithm 1): msg' = rho msg + (1 - rho) g^2;
   * d = sqrt(msdx + epsilon) / sqrt(msg' + epsilon) g; msdx' = rho msdx + (1 - rho) d^2; d.
   *
   * @param rho in [0, 1)
   * @param epsilon positive; added inside the roots
   */
  record AdaDelta(double rho, double epsilon) implements UpdaterSpec {

    /** Checks the parts. */
    public AdaDelta {
      Checks.fraction(rho, "rho");
      Checks.positive(epsilon, "epsilon");
    }

    @Override
    public List<String> stateNames() {
      return List.of("msg", "msdx");
    }

    @Override
    public <R> R match(UpdaterCases<R> cases) {
      return cases.adaDelta(this);
    }
  }

  /** The gradient itself, as Deeplearning4j subtracts it when its updater does nothing: g. */
  record NoOp() implements UpdaterSpec {

    @Override
    public List<String> stateNames() {
      return List.of();
    }

    @Override
    public <R> R match(UpdaterCases<R> cases) {
      return cases.noOp(this);
    }
  }

  private static void requireMoments(
      Schedule learningRate, double beta1, double beta2, double epsilon) {
    Checks.rate(learningRate, "learningRate");
    Checks.fraction(beta1, "beta1");
    Checks.fraction(beta2, "beta2");
    Checks.positive(epsilon, "epsilon");
  }
}
