package io.retort.job.likelihood;

/**
 * How probable a text is to a model.
 *
 * @param logprob natural logarithm of its probability, the sum over its tokens
 * @param tokens how many were summed
 * @param bytes of the text in UTF-8, which depend on no tokenizer
 */
public record Likelihood(double logprob, long tokens, long bytes) {

  static final Likelihood NONE = new Likelihood(0, 0, 0);

  /** Of both texts. */
  Likelihood plus(Likelihood other) {
    return new Likelihood(logprob + other.logprob, tokens + other.tokens, bytes + other.bytes);
  }

  double perToken() {
    return logprob / tokens;
  }

  double perByte() {
    return logprob / bytes;
  }

  /** The inverse of the mean probability of a token, by the geometric mean. */
  public double perplexity() {
    return Math.exp(-perToken());
  }

  /** What a code made of the model needs for a byte of text; comparable across tokenizers. */
  public double bitsPerByte() {
    return -perByte() / Math.log(2);
  }
}
