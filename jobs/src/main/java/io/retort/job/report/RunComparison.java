package io.retort.job.report;

import io.retort.metric.ComparisonRule;
import io.retort.metric.Decision;
import java.util.List;

/**
 * Two runs compared problem by problem: {@code report.json}.
 *
 * @param decision over all problems; the only one that decides the exit code
 * @param rule what it takes
 * @param baseline the run compared with
 * @param candidate the run in question
 * @param protocolDifferences what makes the runs incomparable; empty unless forced
 * @param warnings what a reader should know before believing the numbers
 * @param all over all problems that both runs have
 * @param byLevel for orientation; groups of a single problem are left out
 * @param bySubject for orientation; groups of a single problem are left out
 * @param better problems that the candidate answers correctly more often
 * @param worse problems that it answers correctly less often
 * @param changed the problems that changed most, with both texts
 */
record RunComparison(
    Decision decision,
    ComparisonRule rule,
    RunSide baseline,
    RunSide candidate,
    List<String> protocolDifferences,
    List<String> warnings,
    ComparisonLine all,
    List<ComparisonLine> byLevel,
    List<ComparisonLine> bySubject,
    int better,
    int worse,
    List<ChangedProblem> changed) {

  RunComparison {
    protocolDifferences = List.copyOf(protocolDifferences);
    warnings = List.copyOf(warnings);
    byLevel = List.copyOf(byLevel);
    bySubject = List.copyOf(bySubject);
    changed = List.copyOf(changed);
  }
}
