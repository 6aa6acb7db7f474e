#!/usr/bin/env bash
# Tells a Spark worker, or an executor on YARN or Kubernetes, which NVIDIA GPUs it may give away:
#   spark.worker.resource.gpu.discoveryScript, spark.executor.resource.gpu.discoveryScript
# An address is the number CUDA knows the GPU by, so it counts from 0 within CUDA_VISIBLE_DEVICES where that is set.
set -euo pipefail

if [ -n "${CUDA_VISIBLE_DEVICES+set}" ]; then
  IFS=, read -r -a gpus <<< "$CUDA_VISIBLE_DEVICES"
elif command -v nvidia-smi > /dev/null; then
  mapfile -t gpus < <(nvidia-smi --query-gpu=index --format=csv,noheader)
else
  echo "discover-gpus.sh: nvidia-smi must be on the PATH to find GPUs, but is not; install NVIDIA's driver" >&2
  exit 1
fi

addresses=""
for number in "${!gpus[@]}"; do
  addresses+="${addresses:+, }\"$number\""
done
echo "{\"name\": \"gpu\", \"addresses\": [$addresses]}"
