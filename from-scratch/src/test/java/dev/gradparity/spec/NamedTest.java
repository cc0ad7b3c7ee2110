package dev.gradparity.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamedTest {

  private static <E extends Enum<E> & Named> void assertFoundInAnyCase(Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      String name = constant.specName();
      assertEquals(name.toLowerCase(Locale.ROOT), name);
      assertEquals(Optional.of(constant), Named.find(type, name));
      assertEquals(Optional.of(constant), Named.find(type, name.toUpperCase(Locale.ROOT)));
    }
  }

  @Test
  void everyNameFindsItsOwnConstantInAnyCase() {
    assertFoundInAnyCase(ActivationKind.class);
    assertFoundInAnyCase(DType.class);
    assertFoundInAnyCase(LossKind.class);
    assertFoundInAnyCase(Reduction.class);
    assertFoundInAnyCase(WeightInit.class);
  }

  @Test
  void unknownNameFindsNothing() {
    assertEquals(Optional.empty(), Named.find(LossKind.class, "mse "));
    assertEquals(Optional.empty(), Named.find(LossKind.class, ""));
  }

  @Test
  void namesComeInDeclarationOrder() {
    assertEquals(
        List.of("mse", "squared_loss", "l2", "half_l2"), Named.names(LossKind.class).subList(0, 4));
  }
}
