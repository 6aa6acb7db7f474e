package io.retort.job;

import com.sun.jna.Function;
import io.retort.job.lines.WholeFile;
import java.time.Duration;
import java.util.OptionalInt;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * The end of a JVM that is told to end (Ctrl-C, kill) while a native call runs.
 *
 * <p>A JVM ends by C's {@code exit}, after {@link Runtime#halt} too, and that runs the destructors
 * of loaded libraries. PyTorch does not stand it while another thread is inside: the process dies
 * of SIGSEGV, with a core dump and another exit code. So the last of our shutdown hooks leaves by
 * {@code _exit}, which runs no destructor, with the exit code that shells expect. An end in order
 * is none of its business.
 */
final class SignalExit {

  // Hooks run from high to low; Hadoop closes its file systems at 10.
  private static final int AFTER_FILE_SYSTEMS = 1;
  private static final Duration OUTPUTS = Duration.ofSeconds(2);

  private static volatile boolean hadoopRunsHooks;

  private SignalExit() {}

  /** To be called once, before a command runs. */
  static void install() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (!hadoopRunsHooks) {
                    leave();
                  }
                },
                "retort-exit"));
  }

  /** To be called before Spark starts: its hooks, and the journal's, go first. */
  static void afterSpark() {
    hadoopRunsHooks = true;
    ShutdownHookManager.get().addShutdownHook(SignalExit::leave, AFTER_FILE_SYSTEMS);
  }

  private static void leave() {
    OptionalInt signal = signal();
    if (signal.isPresent()) {
      WholeFile.finishOrDelete(OUTPUTS);
      exit(128 + signal.getAsInt());
    }
  }

  /** Java tells no hook why it runs, but a signal is handled on a thread of its name. */
  private static OptionalInt signal() {
    return Thread.getAllStackTraces().keySet().stream()
        .mapToInt(
            thread ->
                switch (thread.getName()) {
                  case "SIGHUP handler" -> 1;
                  case "SIGINT handler" -> 2;
                  case "SIGTERM handler" -> 15;
                  default -> 0;
                })
        .filter(number -> number > 0)
        .findFirst();
  }

  private static void exit(int code) {
    try {
      Function.getFunction("c", "_exit").invokeVoid(new Object[] {code});
    } catch (UnsatisfiedLinkError e) {
      Runtime.getRuntime().halt(code); // a platform without a C library: as near as Java comes
    }
  }
}
