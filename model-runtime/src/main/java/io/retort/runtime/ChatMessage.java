package io.retort.runtime;

/**
 * One turn of a conversation, as the chat template sees it.
 *
 * @param role "system", "user" or "assistant"
 * @param content the text of the turn
 */
public record ChatMessage(String role, String content) {}
