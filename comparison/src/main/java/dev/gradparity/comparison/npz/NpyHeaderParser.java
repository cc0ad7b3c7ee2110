package dev.gradparity.comparison.npz;

import dev.gradparity.comparison.UserText;
import dev.gradparity.spec.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the Python dictionary in the header of an {@code .npy} file: {@code {'descr': '<f8',
 * 'fortran_order': False, 'shape': (4, 3), }}. These three keys, texts without escapes, True, False
 * and tuples of integers are all of Python that is understood.
 */
final class NpyHeaderParser {

  /** Examples of rank 4 and the axis of the minibatch. */
  private static final int HIGHEST_RANK = 5;

  /** As many digits as a long surely holds. */
  private static final int MOST_DIGITS = 18;

  private final String text;
  private final ArrayPlace place;
  private int position;
  private NpyType type;
  private Boolean fortranOrder;
  private Shape shape;

  NpyHeaderParser(String text, ArrayPlace place) {
    this.text = text;
    this.place = place;
  }

  NpyHeader parse(int headerLength) {
    require('{');
    while (!accept('}')) {
      entry();
      if (!accept(',')) {
        require('}');
        break;
      }
    }
    skipSpace();
    if (position < text.length() || type == null || fortranOrder == null || shape == null) {
      throw malformed();
    }
    return new NpyHeader(type, fortranOrder, shape, headerLength);
  }

  private void entry() {
    String key = string();
    require(':');
    switch (key) {
      case "descr" -> {
        requireFirst(type == null);
        type = type();
      }
      case "fortran_order" -> {
        requireFirst(fortranOrder == null);
        fortranOrder = bool();
      }
      case "shape" -> {
        requireFirst(shape == null);
        shape = shape();
      }
      default -> throw malformed();
    }
  }

  private void requireFirst(boolean first) {
    if (!first) {
      throw malformed();
    }
  }

  private NpyType type() {
    if (peek() == '[' || peek() == '(') {
      throw place.complaint(
          "has a structured dtype; save each field as an array of numbers of its own");
    }
    return NpyType.of(string(), place);
  }

  private boolean bool() {
    skipSpace();
    for (boolean value : new boolean[] {false, true}) {
      String word = value ? "True" : "False";
      if (text.startsWith(word, position)) {
        position += word.length();
        return value;
      }
    }
    throw malformed();
  }

  private Shape shape() {
    List<Long> extents = new ArrayList<>();
    require('(');
    while (!accept(')')) {
      extents.add(integer());
      if (!accept(',')) {
        require(')');
        break;
      }
    }
    if (extents.size() > HIGHEST_RANK) {
      throw place.complaint(
          "has %d axes, and nothing here has more than %d; reshape it"
              .formatted(extents.size(), HIGHEST_RANK));
    }
    long size = 1;
    for (long extent : extents) {
      if (extent < 1) {
        throw place.complaint(
            "has the shape %s; every extent must be at least 1".formatted(extents));
      }
      if (extent > NpzArchive.MOST_ELEMENTS / size) {
        throw place.complaint(
            "has the shape %s, more than the %d elements that are read; check a smaller minibatch"
                .formatted(extents, NpzArchive.MOST_ELEMENTS));
      }
      size *= extent;
    }
    return Shape.of(extents.stream().mapToInt(Long::intValue).toArray());
  }

  private long integer() {
    skipSpace();
    int start = position;
    if (position < text.length() && text.charAt(position) == '-') {
      position++;
    }
    int digits = position;
    while (position < text.length()
        && text.charAt(position) >= '0'
        && text.charAt(position) <= '9') {
      position++;
    }
    if (position == digits || position - digits > MOST_DIGITS) {
      throw malformed();
    }
    return Long.parseLong(text.substring(start, position));
  }

  private String string() {
    char quote = peek();
    if (quote != '\'' && quote != '"') {
      throw malformed();
    }
    int end = text.indexOf(quote, position + 1);
    if (end < 0) {
      throw malformed();
    }
    String content = text.substring(position + 1, end);
    if (content.indexOf('\\') >= 0) {
      throw malformed();
    }
    position = end + 1;
    return content;
  }

  private void require(char expected) {
    if (!accept(expected)) {
      throw malformed();
    }
  }

  private boolean accept(char expected) {
    boolean found = peek() == expected;
    if (found) {
      position++;
    }
    return found;
  }

  /** The next character that is no space; at the end a character that stands for none. */
  private char peek() {
    skipSpace();
    return position < text.length() ? text.charAt(position) : '\0';
  }

  private void skipSpace() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private RuntimeException malformed() {
    return place.complaint(
        "its header \"%s\" does not give descr, fortran_order and shape once each; write it with"
                .formatted(UserText.excerpt(text.strip()))
            + " numpy.savez");
  }
}
