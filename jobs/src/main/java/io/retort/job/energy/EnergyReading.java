package io.retort.job.energy;

import java.io.Serializable;

/**
 * What an executor says about the energy of its machine.
 *
 * @param host the machine; its executors all see the same counters
 * @param measured whether the machine can tell
 * @param joules since the executor started; 0 if the machine cannot tell
 */
public record EnergyReading(String host, boolean measured, double joules) implements Serializable {

  public static EnergyReading of(String host, double joules) {
    return new EnergyReading(host, true, joules);
  }

  public static EnergyReading unknown(String host) {
    return new EnergyReading(host, false, 0);
  }
}
