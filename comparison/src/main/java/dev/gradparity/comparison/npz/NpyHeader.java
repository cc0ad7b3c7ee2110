package dev.gradparity.comparison.npz;

import dev.gradparity.spec.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What an {@code .npy} file says of its array.
 *
 * @param type of the elements
 * @param fortranOrder whether the first index runs fastest
 * @param shape of the array
 * @param length of the header in bytes; the elements follow
 */
public record NpyHeader(NpyType type, boolean fortranOrder, Shape shape, int length) {

  /** What an {@code .npy} file begins with; the version follows. */
  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** NumPy's own limit for headers from strangers. */
  private static final int LONGEST = 10_000;

  /** Reads a header and leaves the stream at the first element. */
  static NpyHeader read(InputStream in, ArrayPlace place) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2
        || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw place.complaint("is no array in NumPy's .npy format; write it with numpy.savez");
    }
    int major = start[MAGIC.length];
    int minor = start[MAGIC.length + 1];
    if (major < 1 || major > 3 || minor != 0) {
      throw place.complaint(
          "is in version %d.%d of the .npy format, of which 1.0, 2.0 and 3.0 are known; write it"
                  .formatted(major & 0xFF, minor & 0xFF)
              + " with numpy.savez");
    }
    int lengthBytes = major == 1 ? Short.BYTES : Integer.BYTES;
    long length = littleEndian(in, lengthBytes, place);
    if (length > LONGEST) {
      throw place.complaint(
          "its header claims %d bytes, where numbers need at most %d; write it with numpy.savez"
              .formatted(length, LONGEST));
    }
    byte[] bytes = exactly(in, (int) length, place);
    // Versions 1 and 2 are Latin-1 and version 3 is UTF-8. Only names of fields, which are not
    // read, go beyond ASCII.
    String text =
        decoded(bytes, major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1, place);
    int headerLength = MAGIC.length + 2 + lengthBytes + (int) length;
    return new NpyHeaderParser(text, place).parse(headerLength);
  }

  private static long littleEndian(InputStream in, int bytes, ArrayPlace place) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return buffer.put(0, exactly(in, bytes, place)).getLong(0);
  }

  private static byte[] exactly(InputStream in, int count, ArrayPlace place) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw place.complaint("ends within its header; write the archive again");
    }
    return bytes;
  }

  private static String decoded(byte[] bytes, Charset charset, ArrayPlace place) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw place.complaint("its header is not UTF-8 text; write it with numpy.savez", e);
    }
  }

  /** How many bytes the elements take. */
  long dataBytes() {
    return (long) shape.size() * type.bytes();
  }
}
