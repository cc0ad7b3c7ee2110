package dev.gradparity.comparison;

/** Gathers what a tensor's elements used of their bounds. */
final class SlackCounter {

  private final long[] counts = Slack.Histogram.EMPTY.counts();
  private double probableRatio = -1;
  private double probableBound;

  void add(ElementJudgement element) {
    counts[Slack.Histogram.bin(element.ratio())]++;
    if (element.probableRatio() > probableRatio) {
      probableRatio = element.probableRatio();
      probableBound = element.probableBound();
    }
  }

  /**
   * The slack of all elements so far, at least one.
   *
   * @param inherited of the worst of them
   */
  Slack total(double inherited) {
    return new Slack(inherited, probableBound, probableRatio, new Slack.Histogram(counts));
  }
}
