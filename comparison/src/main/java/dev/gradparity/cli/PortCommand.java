package dev.gradparity.cli;

import dev.gradparity.comparison.CaseFactory;
import dev.gradparity.comparison.input.SpecReader;
import dev.gradparity.comparison.model.ModelFile;
import dev.gradparity.comparison.port.Port;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code port}: writes a network as a project in plain Java and in Deeplearning4j. */
@Command(
    name = "port",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a network as a small Maven project: the same in plain Java and in Deeplearning4j, which"
          + " parameter goes where, and a test that proves both equal.",
      "The network comes from a spec, with parameters from its seed, or from a model that"
          + " Deeplearning4j saved, with the model's, and the state of its updater. Either way"
          + " spec.json and parameters.npz are written as well."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./gradparity port --spec iris.json --out iris-port",
      "  ./gradparity port --model model.zip --out model-port",
      "",
      "docs/port.md says what is written, and what of a model is refused."
    })
final class PortCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @ArgGroup(multiplicity = "1")
  private Source source;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "A new folder for the project, or an empty one; nothing is overwritten.")
  private Path out;

  /** Where the network comes from. */
  private static final class Source {

    @Option(
        names = "--spec",
        paramLabel = "FILE",
        required = true,
        description =
            "The network in JSON, as for compare; it needs no data, of which a label mask counts.")
    private Path spec;

    @Option(
        names = "--model",
        paramLabel = "FILE",
        required = true,
        description =
            "The zip of Deeplearning4j's ModelSerializer, or the JSON of a"
                + " MultiLayerConfiguration alone, whose parameters then come from its seed.")
    private Path model;
  }

  @Override
  public Integer call() {
    Port port = source.spec != null ? ofSpec() : ofModel();
    port.write(out);
    PrintWriter printer = command.commandLine().getOut();
    printer.printf(
        "%s: %d layers, %d parameters, %s%n",
        port.spec().name(),
        port.spec().depth(),
        port.spec().parameterCount(),
        port.spec().dtype().specName());
    printer.println("the project is in " + out);
    printer.flush();
    return ExitCodes.MATCH;
  }

  private Port ofSpec() {
    NetworkSpec spec = SpecReader.readNetwork(source.spec);
    return untrained(spec, SpecReader.readLabelMask(source.spec).columns(spec.outputSize()));
  }

  private static Port untrained(NetworkSpec spec, int maskColumns) {
    Port.requirePortable(spec, maskColumns);
    ParameterValues parameters = CaseFactory.initialParameters(spec);
    return new Port(spec, maskColumns, parameters, Optional.empty(), Version.current());
  }

  private Port ofModel() {
    ModelFile model = ModelFile.read(source.model);
    hint(model.hints());
    return model.parameters().isPresent()
        ? new Port(model.spec(), model.parameters().get(), model.state(), Version.current())
        : untrained(model.spec(), 0);
  }

  private void hint(List<String> hints) {
    hints.forEach(hint -> command.commandLine().getErr().println("gradparity: " + hint));
    command.commandLine().getErr().flush();
  }
}
