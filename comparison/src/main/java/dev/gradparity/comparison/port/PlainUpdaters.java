package dev.gradparity.comparison.port;

import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.UpdaterCases;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How one parameter moves: what is remembered of it, and what is subtracted from it. */
final class PlainUpdaters implements UpdaterCases<PlainUpdaters.Movement> {

  /**
   * The code for one parameter.
   *
   * @param field what remembers; empty where nothing is remembered
   * @param update the expression of what is subtracted
   */
  record Movement(String field, JavaCode update) {}

  private final PlainText text;
  private final PlainSchedules schedules;
  private final String parameter;
  private final List<JavaCode> shape;
  private final boolean resumes;

  /**
   * The code for a parameter.
   *
   * @param parameter such as {@code w1}
   * @param resumes whether it goes on from what another remembered
   */
  PlainUpdaters(
      PlainText text,
      PlainSchedules schedules,
      String parameter,
      int rows,
      int columns,
      boolean resumes) {
    this.resumes = resumes;
    this.text = text;
    this.schedules = schedules;
    this.parameter = parameter;
    shape = List.of(JavaCode.of(String.valueOf(rows)), JavaCode.of(String.valueOf(columns)));
  }

  private JavaCode value(Schedule schedule) {
    return JavaCode.of(schedules.value(schedule));
  }

  private JavaCode gradient() {
    return JavaCode.of("d" + parameter);
  }

  private Movement remembering(String type, List<Double> numbers, JavaCode... arguments) {
    text.nested(type, PlainUpdaterClasses.text(type, resumes));
    if (type.equals("AdaGrad") || type.equals("RmsProp")) {
      text.imports().of("java.util", "Arrays");
    }
    List<JavaCode> made = new ArrayList<>(shape);
    numbers.forEach(number -> made.add(JavaCode.of(JavaNumber.of(number))));
    String name = memory(parameter);
    String declaration = "final " + type + " " + name;
    String field = JavaCode.assignment(2, declaration, new JavaCode("new " + type, made));
    List<JavaCode> given = new ArrayList<>(List.of(gradient()));
    given.addAll(List.of(arguments));
    return new Movement(field, new JavaCode(name + ".update", given));
  }

  /** The name of what remembers something of a parameter. */
  static String memory(String parameter) {
    return "memoryOf" + parameter.substring(0, 1).toUpperCase(Locale.ROOT) + parameter.substring(1);
  }

  private Movement moments(UpdaterSpec spec, String type, Double... numbers) {
    JavaCode rate = value(spec.learningRate());
    return remembering(type, List.of(numbers), rate, JavaCode.of("t"));
  }

  private Movement squares(UpdaterSpec spec, String type, Double... numbers) {
    return remembering(type, List.of(numbers), value(spec.learningRate()));
  }

  @Override
  public Movement sgd(UpdaterSpec.Sgd u) {
    String scale = "g -> " + schedules.value(u.learningRate()) + " * g";
    return new Movement("", JavaCode.call(text.map(), gradient(), JavaCode.of(scale)));
  }

  @Override
  public Movement nesterovs(UpdaterSpec.Nesterovs u) {
    return remembering("Nesterovs", List.of(), value(u.learningRate()), value(u.momentum()));
  }

  @Override
  public Movement adam(UpdaterSpec.Adam u) {
    return moments(u, "Adam", u.beta1(), u.beta2(), u.epsilon());
  }

  @Override
  public Movement adaMax(UpdaterSpec.AdaMax u) {
    return moments(u, "AdaMax", u.beta1(), u.beta2());
  }

  @Override
  public Movement nadam(UpdaterSpec.Nadam u) {
    return moments(u, "Nadam", u.beta1(), u.beta2(), u.epsilon());
  }

  @Override
  public Movement amsGrad(UpdaterSpec.AmsGrad u) {
    return moments(u, "AmsGrad", u.beta1(), u.beta2(), u.epsilon());
  }

  @Override
  public Movement adaBelief(UpdaterSpec.AdaBelief u) {
    return moments(u, "AdaBelief", u.beta1(), u.beta2(), u.epsilon());
  }

  @Override
  public Movement adaGrad(UpdaterSpec.AdaGrad u) {
    return squares(u, "AdaGrad", u.epsilon());
  }

  @Override
  public Movement rmsProp(UpdaterSpec.RmsProp u) {
    return squares(u, "RmsProp", u.rmsDecay(), u.epsilon());
  }

  @Override
  public Movement adaDelta(UpdaterSpec.AdaDelta u) {
    return remembering("AdaDelta", List.of(u.rho(), u.epsilon()));
  }

  @Override
  public Movement noOp(UpdaterSpec.NoOp u) {
    return new Movement("", gradient());
  }
}
