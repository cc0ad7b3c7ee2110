package dev.gradparity.dl4j;

import java.io.PrintStream;
import java.nio.charset.Charset;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Has SameDiff differentiate a graph. Version 1.0.0-M2.1 prints a line to standard output for each
 * operation that it differentiates. Standard output belongs to results: these lines, and no others,
 * are dropped.
 */
final class GradientFunctions {

  private static final String CHATTER = "Added differentiated op ";

  private GradientFunctions() {}

  /**
   * Adds the gradients of the graph's loss.
   *
   * @param variables those beside the trained ones that are to have a gradient
   */
  static synchronized void create(SameDiff graph, String... variables) {
    PrintStream out = System.out;
    PrintStream quiet = new WithoutChatter(out);
    System.setOut(quiet);
    try {
      graph.createGradFunction(variables);
    } finally {
      // Somebody else may have taken it over meanwhile.
      if (System.out == quiet) {
        System.setOut(out);
      }
    }
  }

  /** Another thread may print meanwhile: it does so to where it always did. */
  private static final class WithoutChatter extends PrintStream {

    private final PrintStream standard;

    WithoutChatter(PrintStream out) {
      super(out, true, Charset.defaultCharset());
      standard = out;
    }

    @Override
    public void println(String line) {
      if (line == null || !line.startsWith(CHATTER)) {
        standard.println(line);
      }
    }
  }
}
