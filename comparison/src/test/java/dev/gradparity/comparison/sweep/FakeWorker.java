package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.Subject;
import dev.gradparity.spec.DType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A worker process without ND4J, which does what it is told to on one network. */
final class FakeWorker {

  static final SweepSettings SETTINGS = new SweepSettings(5, 12, List.of(DType.FLOAT64));

  private FakeWorker() {}

  /** What it does on its network. */
  enum Deed {
    NOTHING,
    KILL_ITSELF,
    END_ITSELF,
    DIE_ANSWERING,
    EXIT,
    HANG,
    THROW,
    DIE_AT_ONCE
  }

  static WorkerCommand doing(Deed deed, int number) {
    return crashReport ->
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            FakeWorker.class.getName(),
            deed.name(),
            String.valueOf(number));
  }

  public static void main(String[] args) throws InterruptedException {
    Deed deed = Deed.valueOf(args[0]);
    if (deed == Deed.DIE_AT_ONCE) {
      System.err.println("no library here");
      System.exit(3);
    }
    Subject right = Samples.fromScratch();
    SweepNetwork network = SETTINGS.generator().network(Integer.parseInt(args[1])).network();
    String doomed = right.observe(network.cases().get(0)).fingerprint();
    Subject doing =
        new Subject() {
          @Override
          public String name() {
            return "doing";
          }

          @Override
          public Observation observe(Case task) {
            Observation observation = right.observe(task);
            if (task.spec().equals(network.spec()) && observation.fingerprint().equals(doomed)) {
              act(deed);
            }
            return observation;
          }
        };
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println("noise of native code");
    new WorkerLoop(SETTINGS.generator(), new NetworkJudge(right, doing), out)
        .run(
            Map.of("subject", "fake"),
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
  }

  private static void signalItself(String signal) {
    try {
      new ProcessBuilder("kill", signal, String.valueOf(ProcessHandle.current().pid()))
          .start()
          .waitFor();
      Thread.sleep(60_000);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void act(Deed deed) {
    switch (deed) {
      case NOTHING, DIE_AT_ONCE -> {}
      case KILL_ITSELF -> signalItself("-9");
      case END_ITSELF -> signalItself("-15");
      case DIE_ANSWERING -> {
        System.out.print(WorkerLoop.MARK + "{\"number\": 6, ");
        System.out.flush();
        signalItself("-9");
      }
      case EXIT -> {
        System.err.println("the last words");
        System.exit(42);
      }
      case HANG -> {
        while (true) {
          LockSupport.park();
        }
      }
      case THROW -> throw new IllegalStateException("cannot do\nthat");
    }
  }
}
