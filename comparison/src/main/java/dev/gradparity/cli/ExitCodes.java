package dev.gradparity.cli;

/** What the process ends with. */
public final class ExitCodes {

  /** Everything matches. */
  public static final int MATCH = 0;

  /** Something does not match, or was compared without power. */
  public static final int MISMATCH = 1;

  /** The input or the usage is wrong; picocli uses the same number. */
  public static final int BAD_INPUT = 2;

  /** The environment cannot run it: no native library for this platform, say. */
  public static final int ENVIRONMENT = 3;

  /** A defect of gradparity itself. */
  public static final int DEFECT = 4;

  private ExitCodes() {}
}
