package dev.gradparity.spec;

/** A specification that describes no network. The message names the place and the remedy. */
public final class InvalidSpecException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String place;
  private final String reason;

  /**
   * Names the place and what is wrong there.
   *
   * @param place a path such as {@code layers[1].units}; empty for the specification as a whole
   * @param reason what is wrong and what would be right, without the place
   */
  public InvalidSpecException(String place, String reason) {
    super(place.isEmpty() ? reason : place + ": " + reason);
    this.place = place;
    this.reason = reason;
  }

  /** The path of the part that is wrong; empty for the specification as a whole. */
  public String place() {
    return place;
  }

  /** What is wrong and what would be right, without the place. */
  public String reason() {
    return reason;
  }

  /**
   * The same complaint, its place seen from the part's owner: {@code units} in {@code layers[1]}.
   */
  public InvalidSpecException within(String owner) {
    return new InvalidSpecException(place.isEmpty() ? owner : owner + "." + place, reason);
  }

  static void unless(boolean holds, String place, String reason) {
    if (!holds) {
      throw new InvalidSpecException(place, reason);
    }
  }
}
