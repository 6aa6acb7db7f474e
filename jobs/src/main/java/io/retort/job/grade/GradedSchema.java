package io.retort.job.grade;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;

import io.retort.grader.ifeval.IfEval;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** A table's columns as they were, and after them those that grading adds. */
final class GradedSchema {

  private final MessageType type;
  private final List<String> kept = new ArrayList<>();

  GradedSchema(MessageType before, boolean hasChecks) {
    List<String> added = new ArrayList<>(GradedRow.COLUMNS);
    if (hasChecks) {
      added.addAll(GradedRow.CHECK_COLUMNS);
    }
    List<Type> fields = new ArrayList<>();
    for (Type field : before.getFields()) {
      if (!added.contains(field.getName())) {
        fields.add(field);
        kept.add(field.getName());
      }
    }
    fields.add(Types.required(BINARY).as(stringType()).named("outcome"));
    fields.add(Types.required(BINARY).as(stringType()).named("extracted"));
    fields.add(Types.required(BINARY).as(stringType()).named("explanation"));
    fields.add(Types.required(DOUBLE).named("points"));
    if (hasChecks) {
      GradedRow.CHECK_COLUMNS.forEach(
          name -> fields.add(Types.requiredList().requiredElement(BOOLEAN).named(name)));
    }
    type = new MessageType(before.getName(), fields);
  }

  MessageType type() {
    return type;
  }

  Group row(Group before, GradedRow graded) {
    Group row = new SimpleGroup(type);
    for (String name : kept) {
      GroupCopy.field(before, row, name);
    }
    row.add("outcome", graded.outcome());
    row.add("extracted", graded.extracted());
    row.add("explanation", graded.explanation());
    row.add("points", graded.points());
    graded.checks().ifPresent(checks -> addChecks(row, checks));
    return row;
  }

  private static void addChecks(Group row, IfEval checks) {
    addList(row.addGroup("strict"), checks.strict());
    addList(row.addGroup("loose"), checks.loose());
  }

  private static void addList(Group list, List<Boolean> values) {
    values.forEach(value -> list.addGroup(0).add(0, value));
  }
}
