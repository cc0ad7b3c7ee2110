package dev.gradparity.benchmarks.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A module of one method, in the archive format of {@code torch.jit.save} (PyTorch's serialization
 * notes): source code, a pickled object without attributes of its own, no constants.
 */
final class TorchScript {

  private static final String CLASS =
      """
      class Step(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
      """;

  /** Protocol 2: the class, an instance of it, its state {@code {"training": True}}. */
  private static final String OBJECT =
      "\u0080\u0002c__torch__\nStep\n)\u0081}X\u0008\u0000\u0000\u0000training\u0088sb.";

  /** Protocol 2: an empty tuple. */
  private static final String CONSTANTS = "\u0080\u0002).";

  private static final String FORMAT_VERSION = "10\n";

  private TorchScript() {}

  /**
   * The module.
   *
   * @param method {@code forward}, indented by two
   */
  static PtSymbolBlock load(NDManager manager, String method) {
    try {
      return JniUtils.loadModule(
          (PtNDManager) manager, new ByteArrayInputStream(archive(method)), false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] archive(String method) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "data.pkl", OBJECT.getBytes(ISO_8859_1));
      put(zip, "code/__torch__.py", (CLASS + method).getBytes(US_ASCII));
      put(zip, "constants.pkl", CONSTANTS.getBytes(ISO_8859_1));
      put(zip, "version", FORMAT_VERSION.getBytes(US_ASCII));
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry("step/" + name));
    zip.write(content);
    zip.closeEntry();
  }
}
