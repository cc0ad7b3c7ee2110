package dev.gradparity.comparison.sweep;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import tools.jackson.databind.JsonNode;

/**
 * The side of a worker process: a request per line comes in, an answer per line goes out.
 *
 * <p>Lines that matter begin with a mark, since native code writes to the same stream.
 */
public final class WorkerLoop {

  static final String MARK = "@sweep ";

  private final NetworkGenerator generator;
  private final NetworkJudge judge;
  private final PrintStream out;

  /**
   * A worker.
   *
   * @param out where answers go
   */
  public WorkerLoop(NetworkGenerator generator, NetworkJudge judge, PrintStream out) {
    this.generator = generator;
    this.judge = judge;
    this.out = out;
  }

  static String request(int number) {
    return SweepJson.object().put("network", number).toString();
  }

  static String request(Path folder, int steps) {
    return SweepJson.object().put("folder", folder.toString()).put("steps", steps).toString();
  }

  /**
   * Says what it runs on, then answers until nobody asks any more, which ends the process at once:
   * a parent that was killed must not leave workers behind.
   *
   * @param environment names and values
   */
  public void run(Map<String, String> environment, BufferedReader in) throws InterruptedException {
    BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(in, requests), "requests");
    reader.setDaemon(true);
    reader.start();
    var hello = SweepJson.object();
    SweepJson.put(hello, environment);
    answer(hello);
    while (true) {
      answer(SweepJson.of(judge.judge(network(SweepJson.MAPPER.readTree(requests.take())))));
    }
  }

  private static void read(BufferedReader in, BlockingQueue<String> requests) {
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        requests.add(line);
      }
    } catch (IOException e) {
      // Whatever broke, nobody asks any more.
    }
    Runtime.getRuntime().halt(0);
  }

  private SweepNetwork network(JsonNode request) {
    if (request.has("network")) {
      return generator.network(request.get("network").intValue()).network();
    }
    return NetworkFiles.read(
        Path.of(request.required("folder").stringValue()), request.required("steps").intValue());
  }

  private void answer(JsonNode answer) {
    out.print(MARK + answer + "\n");
    out.flush();
  }
}
