package dev.gradparity.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.benchmarks.Contender;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PeersAreFoundTest {

  @Test
  void serviceLoaderKnowsEveryPeer() {
    Set<String> ids =
        ServiceLoader.load(Contender.class).stream()
            .map(provider -> provider.get())
            .filter(contender -> contender.getClass().getPackage() == getClass().getPackage())
            .map(Contender::id)
            .collect(Collectors.toSet());
    assertEquals(Set.of("ejml", "netlib-vector", "ojalgo", "openblas", "pytorch", "smile"), ids);
  }
}
