package io.retort.job.trace;

import java.io.Serializable;

/**
 * What one task wrote.
 *
 * @param kept name of the staged file with the traces
 * @param rejected name of the staged file with the rest; empty if none was asked for
 * @param stats counts
 */
record TraceReport(String kept, String rejected, TraceStats stats) implements Serializable {}
