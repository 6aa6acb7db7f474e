package io.retort.job.doctor;

/**
 * What was found about one thing that retort needs.
 *
 * @param subject such as "memory"
 * @param found what there is
 * @param advice what to do about it; empty where nothing is to be done
 */
public record Finding(String subject, Health health, String found, String advice) {

  static Finding ok(String subject, String found) {
    return new Finding(subject, Health.OK, found, "");
  }

  static Finding warning(String subject, String found, String advice) {
    return new Finding(subject, Health.WARNING, found, advice);
  }

  static Finding problem(String subject, String found, String advice) {
    return new Finding(subject, Health.PROBLEM, found, advice);
  }
}
