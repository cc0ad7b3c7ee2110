package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.Samples;
import java.nio.file.Path;
import java.time.Duration;

/** A sweep in a process of its own, to be killed. */
final class FakeSweep {

  private FakeSweep() {}

  static Sweep.Staff staff(WorkerCommand command) {
    return new Sweep.Staff(command, 2, Duration.ofSeconds(60), Samples.fromScratch());
  }

  public static void main(String[] args) {
    try (Sweep sweep = Sweep.begin(Path.of(args[0]), FakeWorker.SETTINGS)) {
      sweep.run(staff(FakeWorker.doing(FakeWorker.Deed.HANG, 11)), () -> {});
    }
  }
}
