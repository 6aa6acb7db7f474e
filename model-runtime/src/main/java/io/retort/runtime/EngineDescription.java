package io.retort.runtime;

/**
 * What made a completion, as far as its bytes depend on it.
 *
 * @param modelFingerprint SHA-256 over the checkpoint's files, as lower-case hex
 * @param engineVersion version of this runtime
 * @param nativeLibrary name and version of the native library, such as "PyTorch 2.7.1"
 * @param device such as "cpu", or "gpu (layers 0-30), gpu (layers 31-60)" where several share them
 * @param cpuModel the processor's name as the system gives it; other kernels give other bits
 * @param dtype arithmetic type, "float32" or "bfloat16"
 */
public record EngineDescription(
    String modelFingerprint,
    String engineVersion,
    String nativeLibrary,
    String device,
    String cpuModel,
    String dtype) {}
