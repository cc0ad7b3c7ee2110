package dev.gradparity.comparison.port;

import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.List;

/** What a layer with parameters does otherwise than the network, as calls of its builder. */
final class Dl4jSettings {

  private static final String CONSTRAINTS = "org.deeplearning4j.nn.conf.constraint";
  private static final String REGULARISATION = "org.nd4j.linalg.learning.regularization";

  private final NetworkSpec spec;
  private final Imports imports;
  private final Dl4jUpdaters updaters;

  Dl4jSettings(NetworkSpec spec, Imports imports, Dl4jUpdaters updaters) {
    this.spec = spec;
    this.imports = imports;
    this.updaters = updaters;
  }

  /** All but weight decay. */
  void add(List<JavaCode> links, int number) {
    LayerSettings settings = spec.layer(number).settings();
    addUpdaters(links, number, number == spec.depth());
    if (!settings.frozen()) {
      addNormalisation(links, settings.normalisation());
      addConstraints(links, settings);
    }
    addPenalties(links, "", spec.regularisation(number).weights());
    if (settings.hasBias()) {
      addPenalties(links, "Bias", spec.regularisation(number).bias());
    }
  }

  private void addUpdaters(List<JavaCode> links, int number, boolean isOutput) {
    if (spec.layer(number).settings().frozen()) {
      if (isOutput) {
        links.add(JavaCode.of("// Frozen: an output layer cannot be wrapped to be so."));
        imports.of("org.nd4j.linalg.learning.config", "Sgd");
        links.add(JavaCode.call(".updater", JavaCode.call("new Sgd", "0.0")));
      }
      return;
    }
    UpdaterSpec ofWeights = spec.updater(number, false);
    UpdaterSpec ofBias = spec.updater(number, true);
    if (!ofWeights.equals(spec.updater())) {
      links.add(JavaCode.call(".updater", ofWeights.match(updaters)));
    }
    if (!ofBias.equals(ofWeights)) {
      links.add(JavaCode.call(".biasUpdater", ofBias.match(updaters)));
    }
  }

  private void addNormalisation(List<JavaCode> links, GradientNormalisation normalisation) {
    String name =
        switch (normalisation.kind()) {
          case NONE -> null;
          case RENORMALIZE_L2_PER_LAYER -> "RenormalizeL2PerLayer";
          case RENORMALIZE_L2_PER_PARAM_TYPE -> "RenormalizeL2PerParamType";
          case CLIP_ELEMENT_WISE_ABSOLUTE_VALUE -> "ClipElementWiseAbsoluteValue";
          case CLIP_L2_PER_LAYER -> "ClipL2PerLayer";
          case CLIP_L2_PER_PARAM_TYPE -> "ClipL2PerParamType";
        };
    if (name == null) {
      return;
    }
    String type = imports.of("org.deeplearning4j.nn.conf", "GradientNormalization");
    links.add(JavaCode.of("// Acts before the penalties are added, not on the gradient you read."));
    links.add(JavaCode.call(".gradientNormalization", type + "." + name));
    if (normalisation.kind().clips()) {
      links.add(
          JavaCode.call(
              ".gradientNormalizationThreshold", JavaNumber.of(normalisation.threshold())));
    }
  }

  private void addConstraints(List<JavaCode> links, LayerSettings settings) {
    List<JavaCode> ofWeights = new ArrayList<>();
    List<JavaCode> ofBias = new ArrayList<>();
    for (Constraint constraint : settings.constraints()) {
      if (constraint.target().means(false)) {
        ofWeights.add(constraint(constraint.rule(), axes(constraint.axis())));
      }
      if (constraint.target().means(true) && settings.hasBias()) {
        ofBias.add(constraint(constraint.rule(), List.of("0")));
      }
    }
    if (!ofWeights.isEmpty()) {
      links.add(JavaCode.of("// Axis 0 of W (nIn, nOut): a norm for each unit's inputs."));
      links.add(new JavaCode(".constrainWeights", ofWeights));
    }
    if (!ofBias.isEmpty()) {
      links.add(new JavaCode(".constrainBias", ofBias));
    }
  }

  private static List<String> axes(Constraint.Axis axis) {
    return switch (axis) {
      case INPUTS -> List.of("0");
      case UNITS -> List.of("1");
      case BOTH -> List.of("0", "1");
    };
  }

  private JavaCode constraint(Constraint.Rule rule, List<String> axes) {
    List<String> arguments = new ArrayList<>();
    String name;
    if (rule instanceof Constraint.MaxNorm maxNorm) {
      name = "MaxNormConstraint";
      arguments.add(JavaNumber.of(maxNorm.max()));
      arguments.addAll(axes);
    } else if (rule instanceof Constraint.MinMaxNorm minMax) {
      name = "MinMaxNormConstraint";
      arguments.add(JavaNumber.of(minMax.min()));
      arguments.add(JavaNumber.of(minMax.max()));
      arguments.add(JavaNumber.of(minMax.rate()));
      arguments.addAll(axes);
    } else if (rule instanceof Constraint.UnitNorm) {
      name = "UnitNormConstraint";
      arguments.addAll(axes);
    } else if (rule instanceof Constraint.NonNegative) {
      name = "NonNegativeConstraint";
    } else {
      throw new IllegalArgumentException("the constraint " + rule.specName() + " is unknown here");
    }
    String made = "new " + imports.of(CONSTRAINTS, name);
    return JavaCode.call(made, arguments.toArray(String[]::new));
  }

  /** L1 and L2, unless there is decay, which needs lists of all. */
  private static void addPenalties(
      List<JavaCode> links, String suffix, Regularisation.Terms terms) {
    if (terms.weightDecay() > 0) {
      return;
    }
    if (terms.l1() > 0) {
      links.add(JavaCode.call(".l1" + suffix, JavaNumber.of(terms.l1())));
    }
    if (terms.l2() > 0) {
      links.add(JavaCode.call(".l2" + suffix, JavaNumber.of(terms.l2())));
    }
  }

  /** Statements that hand a builder the regularisations with decay; empty where there is none. */
  String decay(int number) {
    Regularisation regularisation = spec.regularisation(number);
    String text = decay("builder.regularization", regularisation.weights());
    return spec.layer(number).settings().hasBias()
        ? text + decay("builder.regularizationBias", regularisation.bias())
        : text;
  }

  private String decay(String setter, Regularisation.Terms terms) {
    if (terms.weightDecay() == 0) {
      return "";
    }
    List<JavaCode> list = new ArrayList<>();
    if (terms.l1() > 0) {
      list.add(regularisation("L1Regularization", JavaNumber.of(terms.l1())));
    }
    if (terms.l2() > 0) {
      list.add(regularisation("L2Regularization", JavaNumber.of(terms.l2())));
    }
    String applied = String.valueOf(terms.applyLearningRate());
    list.add(regularisation("WeightDecay", JavaNumber.of(terms.weightDecay()), applied));
    JavaCode all = new JavaCode(imports.of("java.util", "List") + ".of", list);
    return JavaCode.statement(4, "", JavaCode.call(setter, all));
  }

  private JavaCode regularisation(String name, String... arguments) {
    return JavaCode.call("new " + imports.of(REGULARISATION, name), arguments);
  }
}
