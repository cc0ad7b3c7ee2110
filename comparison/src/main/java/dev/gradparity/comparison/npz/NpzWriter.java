package dev.gradparity.comparison.npz;

import dev.gradparity.comparison.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes arrays as {@code numpy.load} reads them. The same arrays give the same bytes; deflated
 * ones, where zlib is the same.
 */
public final class NpzWriter {

  /** Whether elements are compressed. */
  public enum Compression {
    /** As they are: {@code numpy.savez}. */
    STORED,
    /** Compressed: {@code numpy.savez_compressed}. */
    DEFLATED
  }

  /** Where zip's calendar begins; the time of writing is nobody's business. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  /** Elements begin at a multiple of this, so that they can be mapped into memory. */
  private static final int ALIGNMENT = 64;

  /** Magic, version, and the length of what follows. */
  private static final int PREFIX_BYTES = 10;

  private NpzWriter() {}

  /**
   * Writes an archive, whole or not at all.
   *
   * @param file an existing one is replaced
   * @param arrays by name, without {@code .npy}, in the order to write them
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, Map<String, NpyArray> arrays, Compression compression)
      throws IOException {
    WholeFile.write(file, out -> write(out, arrays, compression));
  }

  private static void write(OutputStream out, Map<String, NpyArray> arrays, Compression compression)
      throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
        byte[] npy = npy(array.getValue());
        ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
        entry.setTimeLocal(TIME);
        if (compression == Compression.STORED) {
          CRC32 crc = new CRC32();
          crc.update(npy);
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(npy.length);
          entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(npy);
        zip.closeEntry();
      }
    }
  }

  /** The array in version 1.0 of the {@code .npy} format. */
  private static byte[] npy(NpyArray array) throws IOException {
    NpyType type = NpyType.of(array.dtype());
    byte[] header = header(array, type);
    ByteBuffer data =
        ByteBuffer.allocate(Math.multiplyExact(array.values().length, type.bytes()))
            .order(type.order());
    for (double value : array.values()) {
      if (type.bytes() == Float.BYTES) {
        data.putFloat((float) value);
      } else {
        data.putDouble(value);
      }
    }
    ByteArrayOutputStream npy = new ByteArrayOutputStream(header.length + data.capacity());
    npy.write(header);
    npy.write(data.array());
    return npy.toByteArray();
  }

  private static byte[] header(NpyArray array, NpyType type) {
    String shape =
        array.shape().extents().stream().map(e -> e + ",").collect(Collectors.joining(" "));
    String dictionary =
        "{'descr': '<f%d', 'fortran_order': False, 'shape': (%s), }".formatted(type.bytes(), shape);
    int unpadded = PREFIX_BYTES + dictionary.length() + 1;
    int length = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    String text = dictionary + " ".repeat(length - unpadded) + "\n";
    return ByteBuffer.allocate(length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(NpyHeader.MAGIC)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) (length - PREFIX_BYTES))
        .put(text.getBytes(StandardCharsets.US_ASCII))
        .array();
  }
}
