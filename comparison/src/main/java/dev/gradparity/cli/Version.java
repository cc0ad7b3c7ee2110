package dev.gradparity.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that Maven recorded at build time. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"gradparity " + current()};
  }

  /** This build's version. */
  public static String current() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the build recorded no version", e);
    }
    return properties.getProperty("version");
  }
}
