package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalfall.schema.reference.ReferenceData;

/** Whatever judges is in the hash that events carry. */
class RulebookTest {

  private static final Rulebook RULES = Rulebook.defaults();

  @Test
  void shouldHaveOneHashWhileNothingChanges() {
    assertThat(Rulebook.defaults().ruleset()).isEqualTo(RULES.ruleset());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parameters")
  void shouldHaveAnotherHashWhenAnyParameterIsAnother(String parameter) {
    List<String> path = Arrays.asList(parameter.split("\\.", -1));

    Rulebook changed = (Rulebook) changed(RULES, path);

    assertThat(changed.ruleset().getHash()).isNotEqualTo(RULES.ruleset().getHash());
  }

  /** Names of all parameters of all rules, as paths from the rulebook. */
  static Stream<String> parameters() {
    return parameters(Rulebook.class, RULES).stream();
  }

  private static List<String> parameters(Class<?> type, Object rules) {
    List<String> names = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getType().isRecord()) {
        parameters(component.getType(), valueOf(rules, component))
            .forEach(inner -> names.add(component.getName() + "." + inner));
      } else {
        names.add(component.getName());
      }
    }
    return names;
  }

  private static Object changed(Object rules, List<String> path) {
    RecordComponent[] components = rules.getClass().getRecordComponents();
    Object[] values =
        Arrays.stream(components).map(component -> valueOf(rules, component)).toArray();
    int at = Arrays.stream(components).map(RecordComponent::getName).toList().indexOf(path.get(0));
    List<Object> others =
        path.size() > 1
            ? List.of(changed(values[at], path.subList(1, path.size())))
            : others(values[at]);
    for (Object other : others) {
      values[at] = other;
      Optional<Object> made = make(rules.getClass(), components, values);
      if (made.isPresent()) {
        return made.get();
      }
    }
    throw new AssertionError("no other value is allowed for " + path);
  }

  /** Values near to one, of which the rules may forbid some. */
  private static List<Object> others(Object value) {
    if (value instanceof Double number) {
      return List.of(number * 1.01, number * 0.99);
    }
    if (value instanceof Integer number) {
      return List.of(number + 1, number - 1);
    }
    if (value instanceof Long number) {
      return List.of(number + 1, number - 1);
    }
    if (value instanceof Duration duration) {
      return List.of(duration.plusMillis(1), duration.minusMillis(1));
    }
    if (value instanceof List<?> list) {
      return List.of(list.subList(0, list.size() - 1), list.subList(1, list.size()));
    }
    if (value instanceof ReferenceData) {
      return List.of(new ReferenceData.Builder().ipv4From(1L << 24, Optional.of("IQ")).build());
    }
    throw new AssertionError("the test does not know how to change " + value.getClass());
  }

  private static Optional<Object> make(
      Class<?> type, RecordComponent[] components, Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return Optional.of(constructor.newInstance(values));
    } catch (InvocationTargetException e) {
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static Object valueOf(Object rules, RecordComponent component) {
    try {
      return component.getAccessor().invoke(rules);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
