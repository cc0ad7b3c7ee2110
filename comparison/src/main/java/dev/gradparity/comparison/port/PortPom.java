package dev.gradparity.comparison.port;

/** Writes the project's build. */
final class PortPom {

  private PortPom() {}

  /**
   * The build.
   *
   * @param version of gradparity
   */
  static String text(PortNames names, String version) {
    return TEMPLATE.replace("%NAME%", names.word()).replace("%VERSION%", version);
  }

  private static final String TEMPLATE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <project xmlns="http://maven.apache.org/POM/4.0.0"
               xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
               xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 http://maven.apache.org/xsd/maven-4.0.0.xsd">
        <modelVersion>4.0.0</modelVersion>

        <groupId>ported</groupId>
        <artifactId>%NAME%</artifactId>
        <version>1.0-SNAPSHOT</version>

        <properties>
          <maven.compiler.release>17</maven.compiler.release>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          <gradparity.version>%VERSION%</gradparity.version>
        </properties>

        <dependencyManagement>
          <dependencies>
            <!-- The versions that gradparity was verified with, without what networks do not need. -->
            <dependency>
              <groupId>dev.gradparity</groupId>
              <artifactId>gradparity</artifactId>
              <version>${gradparity.version}</version>
              <type>pom</type>
              <scope>import</scope>
            </dependency>
          </dependencies>
        </dependencyManagement>

        <dependencies>
          <!-- For NetworkInDl4j. An application adds ND4J's natives of its platform, such as
               org.nd4j:nd4j-native-platform; the test has this host's through gradparity. -->
          <dependency>
            <groupId>org.deeplearning4j</groupId>
            <artifactId>deeplearning4j-core</artifactId>
          </dependency>

          <!-- For ParityTest. -->
          <dependency>
            <groupId>dev.gradparity</groupId>
            <artifactId>comparison</artifactId>
            <version>${gradparity.version}</version>
            <scope>test</scope>
          </dependency>
          <dependency>
            <groupId>org.junit.jupiter</groupId>
            <artifactId>junit-jupiter</artifactId>
            <scope>test</scope>
          </dependency>
        </dependencies>

        <build>
          <resources>
            <resource>
              <directory>${project.basedir}</directory>
              <includes>
                <include>parameters.npz</include>
                <include>updater.npz</include>
                <include>spec.json</include>
              </includes>
            </resource>
          </resources>
          <plugins>
            <plugin>
              <artifactId>maven-compiler-plugin</artifactId>
              <version>3.15.0</version>
            </plugin>
            <plugin>
              <artifactId>maven-resources-plugin</artifactId>
              <version>3.5.0</version>
            </plugin>
            <plugin>
              <artifactId>maven-surefire-plugin</artifactId>
              <version>3.6.1</version>
              <configuration>
                <argLine>--enable-native-access=ALL-UNNAMED -Dorg.nd4j.log.initialization=false</argLine>
              </configuration>
            </plugin>
          </plugins>
        </build>
      </project>
      """;
}
