package dev.gradparity.comparison.npz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives byte by byte, right and wrong, without the writer on trial. */
public final class ArchiveBytes {

  private ArchiveBytes() {}

  /** An {@code .npy} file of version 1.0; the parts of its header are Python's words. */
  public static byte[] npy(String descr, String fortranOrder, String shape, byte[] data) {
    String header =
        "{'descr': %s, 'fortran_order': %s, 'shape': %s, }".formatted(descr, fortranOrder, shape);
    return npy(1, 0, header.getBytes(StandardCharsets.ISO_8859_1), data);
  }

  /** An {@code .npy} file whose header is these bytes. */
  public static byte[] npy(int major, int minor, byte[] header, byte[] data) {
    ByteBuffer start = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    start.put(NpyHeader.MAGIC).put((byte) major).put((byte) minor);
    if (major == 1) {
      start.putShort((short) header.length);
    } else {
      start.putInt(header.length);
    }
    return joined(start.array(), start.position(), header, data);
  }

  private static byte[] joined(byte[] start, int startLength, byte[] header, byte[] data) {
    return ByteBuffer.allocate(startLength + header.length + data.length)
        .put(start, 0, startLength)
        .put(header)
        .put(data)
        .array();
  }

  /** A row-major array of float64. */
  public static byte[] float64(String shape, double... values) {
    return npy("'<f8'", "False", shape, doubles(ByteOrder.LITTLE_ENDIAN, values));
  }

  public static byte[] doubles(ByteOrder order, double... values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * Double.BYTES).order(order);
    for (double value : values) {
      buffer.putDouble(value);
    }
    return buffer.array();
  }

  /** A zip archive of these files, as the names say, {@code .npy} or not. */
  public static byte[] zip(Map<String, byte[]> files, boolean deflated) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        if (!deflated) {
          CRC32 crc = new CRC32();
          crc.update(file.getValue());
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(file.getValue().length);
          entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }
}
