package dev.gradparity.comparison.npz;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.UserText;
import dev.gradparity.spec.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * An open {@code .npz} file. Opening reads every array's header and checks what the archive
 * declares; the elements are read on demand.
 *
 * <p>Whatever is wrong is an {@link InvalidInputException} with archive, array and remedy.
 */
public final class NpzArchive implements AutoCloseable {

  /** How many elements all arrays may have together: 256 MB of float64. */
  public static final int MOST_ELEMENTS = 1 << 25;

  private static final int MOST_ENTRIES = 10_000;

  /** All elements in their widest type, and as much again for headers as 10,000 arrays may need. */
  private static final long MOST_BYTES = 8L * MOST_ELEMENTS + (1 << 26);

  /** Below this, how much an archive inflates does not matter. */
  private static final int HARMLESS_ELEMENTS = 1 << 22;

  /**
   * Deflate makes 125 zeros of float64 out of a byte, and 6 elements or so of one-hot labels, which
   * compress best of what an archive holds in earnest.
   */
  private static final int MOST_ELEMENTS_PER_BYTE = 16;

  /** The sizes of a local header, of an entry in the directory, and of the directory's end. */
  private static final int ZIP_ENTRY_OVERHEAD = 30 + 46;

  private static final int ZIP_END = 22;

  private static final String NPY = ".npy";
  private static final int CHUNK_BYTES = 1 << 16;

  private record Entry(ZipEntry zipEntry, NpyHeader header) {}

  private final Path file;
  private final long fileBytes;
  private final ZipFile zip;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private NpzArchive(Path file, long fileBytes, ZipFile zip) {
    this.file = file;
    this.fileBytes = fileBytes;
    this.zip = zip;
  }

  /** Opens an archive and checks all that can be checked without reading elements. */
  public static NpzArchive open(Path file) {
    long fileBytes = bytesOf(file);
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    } catch (IOException | IllegalArgumentException e) {
      // The library announces some malformed directories as illegal arguments.
      String reason = e instanceof IOException io ? UserText.reason(io) : e.getMessage();
      throw new InvalidInputException(
          "%s: is not a sound zip archive (%s); write it again with numpy.savez"
              .formatted(file, reason),
          e);
    }
    NpzArchive archive = new NpzArchive(file, fileBytes, zip);
    try {
      archive.readHeaders();
      return archive;
    } catch (RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  private static long bytesOf(Path file) {
    require(Files.exists(file), file, "there is no such file; write one with numpy.savez");
    require(!Files.isDirectory(file), file, "is a directory; give an archive of numpy.savez");
    require(Files.isRegularFile(file), file, "is no regular file; give an archive of numpy.savez");
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.size(file);
      require(size > 0, file, "is empty; write the arrays with numpy.savez");
      require(
          size <= MOST_BYTES,
          file,
          "has %d bytes, more than the %d that are read; check a smaller minibatch or fewer steps"
              .formatted(size, MOST_BYTES));
      require(
          !Arrays.equals(in.readNBytes(NpyHeader.MAGIC.length), NpyHeader.MAGIC),
          file,
          "is a single array; write all of them, by name, into one archive with numpy.savez");
      return size;
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: cannot be read (%s); give a readable archive of numpy.savez"
              .formatted(file, UserText.reason(e)),
          e);
    }
  }

  private static void require(boolean holds, Path file, String complaint) {
    if (!holds) {
      throw new InvalidInputException(file + ": " + complaint);
    }
  }

  private void readHeaders() {
    require(zip.size() > 0, file, "holds no array; write the arrays with numpy.savez");
    require(
        zip.size() <= MOST_ENTRIES,
        file,
        "holds %d entries, more than the %d that are read; check fewer steps"
            .formatted(zip.size(), MOST_ENTRIES));
    long occupied = ZIP_END;
    long elements = 0;
    Enumeration<? extends ZipEntry> all = zip.entries();
    while (all.hasMoreElements()) {
      ZipEntry zipEntry = all.nextElement();
      int nameBytes = zipEntry.getName().getBytes(StandardCharsets.UTF_8).length;
      occupied += ZIP_ENTRY_OVERHEAD + 2L * nameBytes + zipEntry.getCompressedSize();
      require(
          occupied <= fileBytes,
          file,
          "its entries overlap or lie outside the file; write it again with numpy.savez");
      ArrayPlace place = place(arrayName(zipEntry));
      if (entries.containsKey(place.name())) {
        throw place.complaint("occurs twice; give every array one name");
      }
      NpyHeader header = header(zipEntry, place);
      elements += header.shape().size();
      requireHarmless(elements);
      entries.put(place.name(), new Entry(zipEntry, header));
    }
  }

  private void requireHarmless(long elements) {
    require(
        elements <= MOST_ELEMENTS,
        file,
        "its arrays have more than the %d elements that are read; check a smaller minibatch or fewer"
                .formatted(MOST_ELEMENTS)
            + " steps");
    require(
        elements <= HARMLESS_ELEMENTS || elements <= MOST_ELEMENTS_PER_BYTE * fileBytes,
        file,
        "its %d bytes would inflate like a zip bomb; write it uncompressed, with numpy.savez"
            .formatted(fileBytes));
  }

  private ArrayPlace place(String name) {
    return new ArrayPlace(file.toString(), name);
  }

  /** NumPy appends {@code .npy} to the name of every array. */
  private String arrayName(ZipEntry zipEntry) {
    String name = zipEntry.getName();
    ArrayPlace place = place(name);
    if (name.startsWith("/") || name.contains("\\") || name.contains("..") || name.contains(":")) {
      throw place.complaint("is a path; name the arrays x, y, W1, b1 and so on");
    }
    if (name.contains("/")) {
      throw place.complaint("lies in a directory; put the arrays at the top of the archive");
    }
    return name.endsWith(NPY) ? name.substring(0, name.length() - NPY.length()) : name;
  }

  private NpyHeader header(ZipEntry zipEntry, ArrayPlace place) {
    try (InputStream in = zip.getInputStream(zipEntry)) {
      NpyHeader header = NpyHeader.read(in, place);
      long needed = header.length() + header.dataBytes();
      if (zipEntry.getSize() != needed) {
        throw place.complaint(
            "the shape %s of %s needs %d bytes with the header, but the entry has %d; write the"
                    .formatted(
                        header.shape(), header.type().numpyName(), needed, zipEntry.getSize())
                + " archive again");
      }
      return header;
    } catch (IOException e) {
      throw damaged(place, e);
    }
  }

  private static InvalidInputException damaged(ArrayPlace place, IOException e) {
    return place.complaint(
        "is damaged (%s); write the archive again".formatted(UserText.reason(e)), e);
  }

  /** The path that the archive was opened by. */
  public Path file() {
    return file;
  }

  /** The names of the arrays, without {@code .npy}, in the archive's order. */
  public Set<String> names() {
    return entries.keySet();
  }

  /** What the archive says of the array of this name. */
  public NpyHeader header(String name) {
    return entries.get(name).header();
  }

  /** A complaint about the array of this name, with its place. */
  public InvalidInputException complaint(String name, String reason) {
    return place(name).complaint(reason);
  }

  /**
   * The elements of the array of this name in row-major order; float64 holds all of them exactly.
   */
  public double[] values(String name) {
    Entry entry = entries.get(name);
    ArrayPlace place = place(name);
    CRC32 crc = new CRC32();
    try (InputStream in = new CheckedInputStream(zip.getInputStream(entry.zipEntry()), crc)) {
      NpyHeader header = NpyHeader.read(in, place);
      double[] values = values(in, header, place);
      if (in.read() >= 0) {
        throw place.complaint("inflates to more than it declares; write the archive again");
      }
      if (crc.getValue() != entry.zipEntry().getCrc()) {
        throw place.complaint("is damaged (its checksum is wrong); write the archive again");
      }
      return header.fortranOrder() ? rowMajor(values, header.shape()) : values;
    } catch (IOException e) {
      throw damaged(place, e);
    }
  }

  private static double[] values(InputStream in, NpyHeader header, ArrayPlace place)
      throws IOException {
    NpyType type = header.type();
    double[] values = new double[header.shape().size()];
    byte[] bytes = new byte[(int) Math.min(CHUNK_BYTES, header.dataBytes())];
    int done = 0;
    while (done < values.length) {
      int wanted = (int) Math.min(bytes.length, (long) (values.length - done) * type.bytes());
      if (in.readNBytes(bytes, 0, wanted) < wanted) {
        throw place.complaint("ends before its last element; write the archive again");
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, wanted).order(type.order());
      while (buffer.hasRemaining()) {
        values[done++] = type.decode(buffer, place);
      }
    }
    return values;
  }

  /** The elements in row-major order, from those with the first index running fastest. */
  private static double[] rowMajor(double[] columnMajor, Shape shape) {
    int rank = shape.rank();
    int[] strides = new int[rank];
    int size = 1;
    for (int axis = rank - 1; axis >= 0; axis--) {
      strides[axis] = size;
      size *= shape.extents().get(axis);
    }
    double[] values = new double[columnMajor.length];
    int[] index = new int[rank];
    int offset = 0;
    for (double value : columnMajor) {
      values[offset] = value;
      for (int axis = 0; axis < rank; axis++) {
        offset += strides[axis];
        if (++index[axis] < shape.extents().get(axis)) {
          break;
        }
        offset -= strides[axis] * index[axis];
        index[axis] = 0;
      }
    }
    return values;
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: cannot be closed (%s); run again".formatted(file, UserText.reason(e)), e);
    }
  }
}
