package org.signalfall.schema.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalfall.schema.contract.ContractRecords.ContractRecord;

class HouseRulesTest {

  @Test
  void shouldCoverTheWholeContract() {
    assertThat(ContractRecords.all().map(ContractRecord::name))
        .contains(
            "ProbeRecord",
            "BgpRecord",
            "TrafficRecord",
            "SignalBin",
            "SeriesVerdict",
            "ConnectivityEvent",
            "ObservabilityEvent",
            "Evaluated");
  }

  @ParameterizedTest
  @MethodSource("org.signalfall.schema.contract.ContractRecords#all")
  void shouldDocumentEveryRecordEnumAndField(ContractRecord record) {
    SoftAssertions softly = new SoftAssertions();
    for (Schema schema : ContractRecords.namedSchemas(record.schema())) {
      softly.assertThat(schema.getDoc()).as("doc of %s", schema.getName()).isNotBlank();
      for (Schema.Field field : fields(schema)) {
        softly
            .assertThat(field.doc())
            .as("doc of %s.%s", schema.getName(), field.name())
            .isNotBlank();
      }
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @MethodSource("org.signalfall.schema.contract.ContractRecords#all")
  void shouldGiveEveryFieldADefault(ContractRecord record) {
    SoftAssertions softly = new SoftAssertions();
    for (Schema schema : ContractRecords.namedSchemas(record.schema())) {
      for (Schema.Field field : fields(schema)) {
        softly
            .assertThat(field.hasDefaultValue())
            .as("default of %s.%s", schema.getName(), field.name())
            .isTrue();
      }
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @MethodSource("org.signalfall.schema.contract.ContractRecords#all")
  void shouldHaveNoUnionsButNullAndOneMore(ContractRecord record) {
    SoftAssertions softly = new SoftAssertions();
    for (Schema schema : ContractRecords.namedSchemas(record.schema())) {
      for (Schema.Field field : fields(schema)) {
        for (Schema union : unions(field.schema())) {
          List<Schema.Type> branches = union.getTypes().stream().map(Schema::getType).toList();
          softly
              .assertThat(branches)
              .as("union of %s.%s", schema.getName(), field.name())
              .hasSize(2)
              .startsWith(Schema.Type.NULL);
        }
      }
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @MethodSource("org.signalfall.schema.contract.ContractRecords#all")
  void shouldLetEveryEnumFallBackToUnknown(ContractRecord record) {
    SoftAssertions softly = new SoftAssertions();
    for (Schema schema : ContractRecords.namedSchemas(record.schema())) {
      if (schema.getType() == Schema.Type.ENUM) {
        softly
            .assertThat(schema.getEnumDefault())
            .as("default of enum %s", schema.getName())
            .isEqualTo("UNKNOWN");
      }
    }
    softly.assertAll();
  }

  private static List<Schema.Field> fields(Schema schema) {
    return schema.getType() == Schema.Type.RECORD ? schema.getFields() : List.of();
  }

  private static List<Schema> unions(Schema schema) {
    return switch (schema.getType()) {
      case UNION -> List.of(schema);
      case ARRAY -> unions(schema.getElementType());
      case MAP -> unions(schema.getValueType());
      default -> List.of();
    };
  }
}
