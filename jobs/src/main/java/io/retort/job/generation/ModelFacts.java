package io.retort.job.generation;

/**
 * What identifies a model and how it is prompted, each as SHA-256 in lower-case hex.
 *
 * @param fingerprint over all files of the checkpoint
 * @param tokenizerSha256 over tokenizer.json
 * @param chatTemplateSha256 over the text of the chat template
 */
public record ModelFacts(String fingerprint, String tokenizerSha256, String chatTemplateSha256) {}
