/**
 * The run directory and its manifest. Everything a later command needs to know about a run lies
 * there, on any Hadoop file system.
 */
@NullMarked
package io.retort.job.run;

import org.jspecify.annotations.NullMarked;
