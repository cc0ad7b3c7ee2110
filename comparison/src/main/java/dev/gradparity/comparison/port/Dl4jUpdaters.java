package dev.gradparity.comparison.port;

import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.UpdaterCases;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Updaters as expressions of ND4J's types. Where no constructor takes all that is to be said, the
 * expression calls a method, whose text {@link #methods} has.
 */
final class Dl4jUpdaters implements UpdaterCases<JavaCode> {

  private static final String PACKAGE = "org.nd4j.linalg.learning.config";

  private final Imports imports;
  private final Dl4jSchedules schedules;
  private final Map<UpdaterSpec, String> methods = new LinkedHashMap<>();
  private boolean usesAdaBelief;

  Dl4jUpdaters(Imports imports) {
    this.imports = imports;
    schedules = new Dl4jSchedules(imports);
  }

  /** The methods that the expressions call, each after an empty line. */
  String methods() {
    return String.join("", methods.values()) + (usesAdaBelief ? adaBelief() : "");
  }

  /** A number where the value never changes, which the library then takes, too. */
  private JavaCode number(Schedule schedule) {
    return schedule instanceof Schedule.Fixed fixed
        ? JavaCode.of(JavaNumber.of(fixed.value()))
        : schedule.match(schedules);
  }

  private JavaCode make(String name, Schedule rate, double... others) {
    List<JavaCode> arguments = new ArrayList<>(List.of(number(rate)));
    for (double other : others) {
      arguments.add(JavaCode.of(JavaNumber.of(other)));
    }
    return new JavaCode("new " + imports.of(PACKAGE, name), arguments);
  }

  /** By a constructor of numbers alone; setters take the others where the rate is a schedule. */
  private JavaCode make(UpdaterSpec spec, String name, Map<String, Double> others) {
    if (spec.learningRate() instanceof Schedule.Fixed) {
      double[] numbers = others.values().stream().mapToDouble(Double::doubleValue).toArray();
      return make(name, spec.learningRate(), numbers);
    }
    String method = "updater" + (List.copyOf(methods.keySet()).indexOf(spec) + 1);
    if (!methods.containsKey(spec)) {
      method = "updater" + (methods.size() + 1);
      methods.put(spec, method(spec, name, others, method));
    }
    return JavaCode.call(method, new JavaCode[0]);
  }

  private String method(
      UpdaterSpec spec, String name, Map<String, Double> others, String methodName) {
    imports.of(PACKAGE, "IUpdater");
    String type = imports.of(PACKAGE, name);
    StringBuilder text = new StringBuilder();
    text.append("\n  /** No constructor takes a schedule and all of the numbers. */\n");
    text.append("  private static IUpdater ").append(methodName).append("() {\n");
    JavaCode made = JavaCode.call("new " + type, spec.learningRate().match(schedules));
    text.append(JavaCode.assignment(4, type + " updater", made));
    others.forEach(
        (setter, value) ->
            text.append("    updater.set%s(%s);\n".formatted(setter, JavaNumber.of(value))));
    return text.append("    return updater;\n  }\n").toString();
  }

  private static Map<String, Double> moments(double beta1, double beta2, double epsilon) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("Beta1", beta1);
    numbers.put("Beta2", beta2);
    numbers.put("Epsilon", epsilon);
    return numbers;
  }

  @Override
  public JavaCode sgd(UpdaterSpec.Sgd u) {
    return make("Sgd", u.learningRate());
  }

  @Override
  public JavaCode nesterovs(UpdaterSpec.Nesterovs u) {
    JavaCode rate = number(u.learningRate());
    return JavaCode.call("new " + imports.of(PACKAGE, "Nesterovs"), rate, number(u.momentum()));
  }

  @Override
  public JavaCode adam(UpdaterSpec.Adam u) {
    return make(u, "Adam", moments(u.beta1(), u.beta2(), u.epsilon()));
  }

  /** The library's epsilon has no effect; this is its own. */
  @Override
  public JavaCode adaMax(UpdaterSpec.AdaMax u) {
    return make(u, "AdaMax", moments(u.beta1(), u.beta2(), 1e-8));
  }

  @Override
  public JavaCode nadam(UpdaterSpec.Nadam u) {
    return make(u, "Nadam", moments(u.beta1(), u.beta2(), u.epsilon()));
  }

  @Override
  public JavaCode amsGrad(UpdaterSpec.AmsGrad u) {
    return make(u, "AMSGrad", moments(u.beta1(), u.beta2(), u.epsilon()));
  }

  @Override
  public JavaCode adaBelief(UpdaterSpec.AdaBelief u) {
    usesAdaBelief = true;
    imports.of(PACKAGE, "AdaBelief");
    imports.of("org.nd4j.linalg.api.ndarray", "INDArray");
    imports.of("org.nd4j.linalg.learning", "AdaBeliefUpdater");
    imports.of("org.nd4j.linalg.learning", "GradientUpdater");
    imports.of("org.nd4j.linalg.schedule", "ISchedule");
    List<JavaCode> arguments = new ArrayList<>();
    if (u.learningRate() instanceof Schedule.Fixed fixed) {
      arguments.addAll(List.of(JavaCode.of(JavaNumber.of(fixed.value())), JavaCode.of("null")));
    } else {
      arguments.addAll(List.of(JavaCode.of("Double.NaN"), u.learningRate().match(schedules)));
    }
    for (double number : new double[] {u.beta1(), u.beta2(), u.epsilon()}) {
      arguments.add(JavaCode.of(JavaNumber.of(number)));
    }
    return new JavaCode("new WorkingAdaBelief", arguments);
  }

  @Override
  public JavaCode adaGrad(UpdaterSpec.AdaGrad u) {
    return make("AdaGrad", u.learningRate(), u.epsilon());
  }

  @Override
  public JavaCode rmsProp(UpdaterSpec.RmsProp u) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("RmsDecay", u.rmsDecay());
    numbers.put("Epsilon", u.epsilon());
    return make(u, "RmsProp", numbers);
  }

  @Override
  public JavaCode adaDelta(UpdaterSpec.AdaDelta u) {
    String made = "new " + imports.of(PACKAGE, "AdaDelta");
    return JavaCode.call(made, JavaNumber.of(u.rho()), JavaNumber.of(u.epsilon()));
  }

  @Override
  public JavaCode noOp(UpdaterSpec.NoOp u) {
    return JavaCode.call("new " + imports.of(PACKAGE, "NoOp"), new JavaCode[0]);
  }

  private static String adaBelief() {
    return """

      /**
       * AdaBelief with a state that it can be given: 1.0.0-M2.1's own flattens the state, asks it for a
       * second axis, and throws in the first fit. The formula is the library's.
       */
      private static final class WorkingAdaBelief extends AdaBelief {

        private static final long serialVersionUID = 1L;

        WorkingAdaBelief(double rate, ISchedule schedule, double beta1, double beta2, double epsilon) {
          super(rate, beta1, beta2, epsilon);
          setLrAndSchedule(rate, schedule);
        }

        @Override
        public GradientUpdater<?> instantiate(INDArray state, boolean initialize) {
          AdaBeliefUpdater updater = new AdaBeliefUpdater(this);
          INDArray row = state.reshape(1, state.length());
          updater.setStateViewArray(row, new long[] {1, state.length() / 2}, 'c', initialize);
          return updater;
        }

        @Override
        public AdaBelief clone() {
          return new WorkingAdaBelief(
              getLearningRate(), getLearningRateSchedule(), getBeta1(), getBeta2(), getEpsilon());
        }
      }
    """;
  }
}
