package io.retort.job.table;

import java.io.Serializable;

/**
 * One turn of a conversation.
 *
 * @param role "system", "user" or "assistant"
 * @param content the text of the turn
 */
public record MessageRow(String role, String content) implements Serializable {}
