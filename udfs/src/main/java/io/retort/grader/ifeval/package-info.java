/** The 25 instruction checks of IFEval (Zhou et al. 2023, arXiv 2311.07911), strict and loose. */
@NullMarked
package io.retort.grader.ifeval;

import org.jspecify.annotations.NullMarked;
