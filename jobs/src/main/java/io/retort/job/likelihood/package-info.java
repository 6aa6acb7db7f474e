/**
 * Evaluation by probability: what a model thinks of given texts instead of what it writes. Multiple
 * choice by the log-probability of the options, and perplexity.
 */
@NullMarked
package io.retort.job.likelihood;

import org.jspecify.annotations.NullMarked;
