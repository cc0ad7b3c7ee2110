package dev.gradparity.comparison.port;

import dev.gradparity.spec.NetworkSpec;

/**
 * What the classes of a project are written of.
 *
 * @param spec the network
 * @param names of what is written
 * @param maskColumns of the label mask that examples have; 0 where they have none
 * @param resumes whether both sides go on where another training stopped, too
 */
record Ported(NetworkSpec spec, PortNames names, int maskColumns, boolean resumes) {

  /** Whether some labels may not count. */
  boolean isMasked() {
    return maskColumns > 0;
  }

  /** Whether outputs of one example may count differently. */
  boolean isMaskedPerOutput() {
    return maskColumns > 1;
  }
}
