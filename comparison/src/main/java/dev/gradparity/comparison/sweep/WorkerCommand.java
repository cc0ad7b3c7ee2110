package dev.gradparity.comparison.sweep;

import java.nio.file.Path;
import java.util.List;

/** How to start a worker process. */
@FunctionalInterface
public interface WorkerCommand {

  /**
   * The program and its arguments.
   *
   * @param crashReport where the virtual machine is to leave its report if native code fails
   */
  List<String> of(Path crashReport);
}
