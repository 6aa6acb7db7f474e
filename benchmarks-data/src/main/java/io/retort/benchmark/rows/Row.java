package io.retort.benchmark.rows;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One row of a file.
 *
 * @param place where it stands, for messages: {@code problems.jsonl:17}, {@code problems.parquet:
 *     row 17}
 * @param fields never changed
 */
public record Row(String place, ObjectNode fields) {}
