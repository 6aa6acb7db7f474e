package io.retort.job.generation;

import io.retort.job.energy.EnergyReading;
import io.retort.job.energy.RaplMeter;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the driver every half second how far each executor is, and closes the engines when an
 * executor ends in order. Set by {@code spark.plugins}.
 *
 * <p>Plugin messages, because an accumulator reaches the driver only when a task ends, which here
 * takes minutes.
 */
public final class ProgressPlugin implements SparkPlugin {

  private static final Logger LOG = LoggerFactory.getLogger(ProgressPlugin.class);
  private static final long PERIOD_MILLIS = 500;

  // The driver's side. Static, because Spark makes the plugin and the job cannot reach it.
  private static final Map<String, ProgressCount> BY_EXECUTOR = new ConcurrentHashMap<>();
  private static final Map<String, EnergyReading> ENERGY = new ConcurrentHashMap<>();

  /** What all executors of this driver have finished since it started, lost ones included. */
  static ProgressCount received() {
    return BY_EXECUTOR.values().stream().reduce(ProgressCount.ZERO, ProgressCount::plus);
  }

  /** What every executor said last about its machine's energy; at most half a second old. */
  public static Map<String, EnergyReading> energy() {
    return Map.copyOf(ENERGY);
  }

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public @Nullable Object receive(Object message) {
        Report report = (Report) message;
        BY_EXECUTOR.put(report.executor(), report.count());
        ENERGY.put(report.executor(), report.energy());
        return null; // the interface's word for "no answer"
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new Reporter();
  }

  private record Report(String executor, ProgressCount count, EnergyReading energy)
      implements Serializable {}

  private static final class Reporter implements ExecutorPlugin {

    private final ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "retort-progress");
              thread.setDaemon(true);
              return thread;
            });

    // Used by the timer's thread alone.
    private Optional<RaplMeter> meter = Optional.empty();

    @Override
    public void init(PluginContext context, Map<String, String> settings) {
      meter = RaplMeter.open(RaplMeter.POWERCAP);
      var unused =
          timer.scheduleAtFixedRate(
              () -> send(context), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void send(PluginContext context) {
      try {
        context.send(
            new Report(context.executorID(), ExecutorProgress.count(), energy(context.hostname())));
      } catch (IOException | RuntimeException e) {
        // A lost message only makes the progress line late; the next one holds the same counts.
        LOG.debug("progress could not be sent", e);
      }
    }

    private EnergyReading energy(String host) {
      try {
        return meter
            .map(open -> EnergyReading.of(host, open.joules()))
            .orElseGet(() -> EnergyReading.unknown(host));
      } catch (UncheckedIOException e) {
        LOG.warn("the energy of this machine can no longer be read: {}", e.getMessage());
        meter = Optional.empty();
        return EnergyReading.unknown(host);
      }
    }

    @Override
    public void shutdown() {
      timer.shutdownNow();
      ExecutorEngine.closeAll();
    }
  }
}
