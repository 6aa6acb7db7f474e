package io.retort.benchmark;

/**
 * One turn of a problem's conversation.
 *
 * @param role "system", "user" or "assistant"
 * @param content the text of the turn
 */
public record Message(String role, String content) {}
