package dev.gradparity.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar on stderr with the time left; nothing at all where stderr is no terminal. Java cannot tell
 * that, so that the launcher does, through a system property.
 */
public final class Progress implements AutoCloseable {

  private static final String STDERR_IS_TERMINAL = "gradparity.stderr.terminal";

  private final ProgressBar bar;

  private Progress(ProgressBar bar) {
    this.bar = bar;
  }

  /** A bar for this many steps, if there is a terminal to show it on. */
  public static Progress onTerminal(String task, int total) {
    if (!Boolean.getBoolean(STDERR_IS_TERMINAL)) {
      return new Progress(null);
    }
    return new Progress(
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .clearDisplayOnFinish()
            .build());
  }

  /** One step is done. */
  public void step() {
    if (bar != null) {
      bar.step();
    }
  }

  /** Says beside the bar what is being done. */
  public void say(String what) {
    if (bar != null) {
      bar.setExtraMessage(what);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
