package dev.gradparity.spec;

import java.util.List;

/**
 * How a layer makes z of its input a, by Deeplearning4j's kinds of layers. The activation is then
 * applied to z, whatever the form.
 */
public sealed interface LayerForm {

  /** The default. */
  LayerForm DENSE = new Dense();

  /** The names of all forms. */
  List<String> NAMES = List.of("dense", "activation");

  /** The name in specification files. */
  String specName();

  /** What the layer may learn; a layer's settings may take some of it away. */
  List<ParameterKind> parameters();

  /** Whether z has as many columns as a, so that nobody chooses them. */
  boolean keepsWidth();

  /** Whether a network may end with it: whether it can have the network's loss. */
  boolean mayBeLast();

  /** The result of the case that this is. */
  <R> R match(LayerFormCases<R> cases);

  /** z = aW + b. */
  record Dense() implements LayerForm {

    @Override
    public String specName() {
      return "dense";
    }

    @Override
    public List<ParameterKind> parameters() {
      return List.of(ParameterKind.WEIGHTS, ParameterKind.BIAS);
    }

    @Override
    public boolean keepsWidth() {
      return false;
    }

    @Override
    public boolean mayBeLast() {
      return true;
    }

    @Override
    public <R> R match(LayerFormCases<R> cases) {
      return cases.dense(this);
    }
  }

  /** z = a: a layer that is an activation and no more. */
  record Activation() implements LayerForm {

    @Override
    public String specName() {
      return "activation";
    }

    @Override
    public List<ParameterKind> parameters() {
      return List.of();
    }

    @Override
    public boolean keepsWidth() {
      return true;
    }

    @Override
    public boolean mayBeLast() {
      return false;
    }

    @Override
    public <R> R match(LayerFormCases<R> cases) {
      return cases.activation(this);
    }
  }
}
