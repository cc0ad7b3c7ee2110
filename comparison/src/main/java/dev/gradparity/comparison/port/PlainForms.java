package dev.gradparity.comparison.port;

import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerFormCases;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The form of one layer: the statements that make Z of its input, and those that make the gradients
 * by its parameters and by its input of dZ.
 */
final class PlainForms implements LayerFormCases<PlainForms.Lines> {

  /**
   * The code of a form.
   *
   * @param fields what the passes leave behind beside Z, A, their gradients and those of parameters
   * @param forward statements that set Z in training
   * @param inference statements that set Z in inference
   * @param backward statements that set the gradients
   */
  record Lines(List<String> fields, String forward, String inference, String backward) {

    /** Of a form that computes in inference what it computes in training. */
    Lines(List<String> fields, String forward, String backward) {
      this(fields, forward, forward, backward);
    }
  }

  private final NetworkSpec spec;
  private final PlainText text;
  private final PlainMatrices matrices;
  private final PlainNormalisations normalisations;
  private final int l;

  /** The name of what comes in. */
  private final String input;

  /** The name of the gradient by it. */
  private final String below;

  private PlainForms(NetworkSpec spec, PlainText text, int l) {
    this.spec = spec;
    this.text = text;
    this.l = l;
    matrices = new PlainMatrices(text);
    normalisations = new PlainNormalisations(text);
    input = l == 1 ? "x" : "a" + (l - 1);
    below = "d" + input;
  }

  static Lines lines(NetworkSpec spec, PlainText text, int layer) {
    return spec.layer(layer).form().match(new PlainForms(spec, text, layer));
  }

  private boolean hasBias() {
    return spec.layer(l).parameters().contains(ParameterKind.BIAS);
  }

  private static String set(String name, String value) {
    return "    " + name + " = " + value + ";\n";
  }

  private static String set(String name, String method, String... arguments) {
    return JavaCode.assignment(4, name, JavaCode.call(method, arguments));
  }

  private String plusBias(String z) {
    if (!hasBias()) {
      return z;
    }
    matrices.plusRow();
    return "plusRow(%s, b%d)".formatted(z, l);
  }

  private String biasGradient() {
    if (!hasBias()) {
      return "";
    }
    matrices.columnSums();
    return set("db" + l, "columnSums(dz" + l + ")");
  }

  @Override
  public Lines dense(LayerForm.Dense form) {
    matrices.product();
    matrices.transposed();
    List<String> fields = new ArrayList<>();
    StringBuilder forward = new StringBuilder();
    boolean drops = form.dropOut() < 1;
    String given = drops ? "kept" + l : input;
    if (drops) {
      fields.add("boolean[][] retained" + l);
      fields.add("double[][] kept" + l);
      forward.append(retain(form.dropOut()));
      forward.append(set(given, dropped(input, form.dropOut())));
    }
    String dz = "dz" + l;
    StringBuilder backward = new StringBuilder();
    if (form.hasLayerNorm()) {
      fields.addAll(List.of("double[][] u" + l, "double[] deviations" + l));
      fields.addAll(List.of("double[][] n" + l, "double[][] du" + l));
      backward.append(normalisedBackward());
      dz = "du" + l;
    }
    forward.append(affine(form, given));
    backward.append(set("dw" + l, "product(transposed(%s), %s)".formatted(given, dz)));
    backward.append(form.hasLayerNorm() ? "" : biasGradient());
    String back = "product(%s, transposed(w%d))".formatted(dz, l);
    backward.append(set(below, drops ? dropped(back, form.dropOut()) : back));
    return new Lines(fields, forward.toString(), affine(form, input), backward.toString());
  }

  private String affine(LayerForm.Dense form, String given) {
    String product = "product(%s, w%d)".formatted(given, l);
    return form.hasLayerNorm() ? normalisedForward(product) : set("z" + l, plusBias(product));
  }

  private String normalisedForward(String product) {
    normalisations.ofRows();
    matrices.timesRow();
    return set("u" + l, product)
        + set("deviations" + l, "rowDeviations(u" + l + ")")
        + set("n" + l, "normalisedRows(u%d, deviations%d)".formatted(l, l))
        + set("z" + l, plusBias("timesRow(n%d, g%d)".formatted(l, l)));
  }

  private String normalisedBackward() {
    normalisations.throughRows();
    matrices.columnSums();
    text.zip();
    String dn = "timesRow(dz%d, g%d)".formatted(l, l);
    return set("dg" + l, "columnSums(zip(dz%d, n%d, (d, v) -> d * v))".formatted(l, l))
        + biasGradient()
        + set("du" + l, "throughNormalisedRows", "n" + l, dn, "deviations" + l);
  }

  @Override
  public Lines activation(LayerForm.Activation form) {
    return new Lines(List.of(), set("z" + l, input), set(below, "dz" + l));
  }

  @Override
  public Lines loss(LayerForm.Loss form) {
    return new Lines(List.of(), set("z" + l, input), set(below, "dz" + l));
  }

  @Override
  public Lines dropout(LayerForm.Dropout form) {
    return new Lines(
        List.of("boolean[][] retained" + l),
        retain(form.dropOut()) + set("z" + l, dropped(input, form.dropOut())),
        set("z" + l, input),
        set(below, dropped("dz" + l, form.dropOut())));
  }

  private String retain(double p) {
    PlainDropout.define(text, spec);
    return set(
        "retained" + l,
        "retained",
        String.valueOf(l),
        JavaNumber.of(p),
        "iteration",
        "x.length",
        String.valueOf(spec.fanIn(l)));
  }

  private String dropped(String rows, double p) {
    return "dropped(%s, retained%d, %s)".formatted(rows, l, JavaNumber.of(p));
  }

  @Override
  public Lines embedding(LayerForm.Embedding form) {
    matrices.rowsOf();
    matrices.rowSums();
    return new Lines(
        List.of(),
        set("z" + l, plusBias("rowsOf(w%d, x)".formatted(l))),
        set("dw" + l, "rowSums(dz%d, x, %d)".formatted(l, form.inputs())) + biasGradient());
  }

  @Override
  public Lines batchNorm(LayerForm.BatchNorm form) {
    text.map();
    text.zip();
    matrices.columnSums();
    normalisations.ofColumns();
    normalisations.throughColumns();
    String means = "batchMean" + l;
    String variances = "batchVar" + l;
    String eps = JavaNumber.of(form.eps());
    String n = "n" + l;
    String scaled = scaled(form, "dz" + l);
    String slopes = "";
    if (!form.lockGammaBeta()) {
      matrices.timesRow();
      matrices.plusRow();
      slopes =
          set("dgamma" + l, "columnSums(zip(dz%d, n%d, (d, v) -> d * v))".formatted(l, l))
              + set("dbeta" + l, "columnSums(dz%d)".formatted(l));
    }
    return new Lines(
        List.of("double[][] " + means, "double[][] " + variances, "double[][] " + n),
        set(means, "columnMeans(" + input + ")")
            + set(variances, "columnVariances(%s, %s)".formatted(input, means))
            + set(n, "normalised", input, means, variances, eps)
            + set("z" + l, shifted(form, n)),
        set(n, "normalised", input, "mean" + l, "var" + l, eps) + set("z" + l, shifted(form, n)),
        slopes + set(below, "throughNormalised", n, scaled, variances, eps));
  }

  @Override
  public Lines pRelu(LayerForm.PRelu form) {
    matrices.sloped();
    matrices.slopeSums();
    int slopes = spec.columns(l, ParameterKind.WEIGHTS);
    return new Lines(
        List.of(),
        set("z" + l, "sloped(%s, %s, w%d)".formatted(input, input, l)),
        set("dw" + l, "slopeSums(dz%d, %s, %d)".formatted(l, input, slopes))
            + set(below, "sloped(dz%d, %s, w%d)".formatted(l, input, l)));
  }

  @Override
  public Lines elementwiseMultiplication(LayerForm.ElementwiseMultiplication form) {
    matrices.timesRow();
    matrices.columnSums();
    text.zip();
    return new Lines(
        List.of(),
        set("z" + l, plusBias("timesRow(%s, w%d)".formatted(input, l))),
        set("dw" + l, "columnSums(zip(dz%d, %s, (d, v) -> d * v))".formatted(l, input))
            + biasGradient()
            + set(below, "timesRow(dz%d, w%d)".formatted(l, l)));
  }

  /** gamma N + beta. */
  private String shifted(LayerForm.BatchNorm form, String n) {
    return form.lockGammaBeta()
        ? "map(%s, v -> %s * v + %s)"
            .formatted(n, JavaNumber.of(form.gamma()), JavaNumber.of(form.beta()))
        : "plusRow(timesRow(%s, gamma%d), beta%d)".formatted(n, l, l);
  }

  private String scaled(LayerForm.BatchNorm form, String dz) {
    return form.lockGammaBeta()
        ? "map(%s, d -> %s * d)".formatted(dz, JavaNumber.of(form.gamma()))
        : "timesRow(%s, gamma%d)".formatted(dz, l);
  }
}
