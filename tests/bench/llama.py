"""What `retort bench` measures, by llama.cpp: to be run beside it on the same machine.

Turns a deepseek_v3 checkpoint in bf16 into GGUF files (bf16, Q8_0, Q4_K_M) and times them step by step through libllama's
C interface: prompts of 512 tokens, and decode steps of sequences on contexts as short as bench's, random tokens, 2 threads.
Nothing is drawn from the logits.

Usage: python llama.py CHECKPOINT LIBRARIES FOLDER [BATCH,BATCH... [TYPE,TYPE...]]
  LIBRARIES  the folder of libllama*.so and libggml*.so, such as bins/linux-x64 of the npm package @node-llama-cpp/linux-x64
             (3.22.1 was used); parameters are set at the places they have in that version
  FOLDER     for the GGUF files (4.6 GB for small-moe), which are made where they are missing
Needs torch, numpy and gguf.
"""
import ctypes
import json
import random
import statistics
import sys
import time
from pathlib import Path

THREADS = 2
RUNS = 5
CONTEXT = 36
NEW_TOKENS = 16
PROMPT = 512
TYPES = {"bf16": 32, "q8_0": 7, "q4_K_M": 15}  # llama_ftype


def convert(checkpoint, file):
    import gguf
    import numpy
    import torch

    c = json.loads((checkpoint / "config.json").read_text())
    raw = numpy.memmap(checkpoint / "model.safetensors", dtype=numpy.uint8, mode="c")
    size = int.from_bytes(bytes(raw[:8]), "little")
    header = json.loads(bytes(raw[8:8 + size]))
    types = {"F32": torch.float32, "BF16": torch.bfloat16}

    def read(name):
        entry = header[name]
        start, end = entry["data_offsets"]
        return torch.from_numpy(raw[8 + size + start:8 + size + end]).view(types[entry["dtype"]]).view(entry["shape"])

    heads, nope, rope, value = (c[k] for k in ("num_attention_heads", "qk_nope_head_dim", "qk_rope_head_dim", "v_head_dim"))
    latent = c["kv_lora_rank"]
    writer = gguf.GGUFWriter(str(file), "deepseek2")
    writer.add_file_type(TYPES["bf16"])
    writer.add_tokenizer_model("none")
    writer.add_vocab_size(c["vocab_size"])
    writer.add_block_count(c["num_hidden_layers"])
    writer.add_context_length(c["max_position_embeddings"])
    writer.add_embedding_length(c["hidden_size"])
    writer.add_feed_forward_length(c["intermediate_size"])
    writer.add_leading_dense_block_count(c["first_k_dense_replace"])
    writer.add_layer_norm_rms_eps(c["rms_norm_eps"])
    writer.add_head_count(heads)
    writer.add_head_count_kv(1)  # the latent cache
    writer.add_q_lora_rank(c["q_lora_rank"])
    writer.add_kv_lora_rank(latent)
    writer.add_key_length(latent + rope)
    writer.add_value_length(latent)
    writer.add_key_length_mla(nope + rope)
    writer.add_value_length_mla(value)
    writer.add_rope_dimension_count(rope)
    writer.add_rope_freq_base(c["rope_theta"])
    writer.add_expert_count(c["n_routed_experts"])
    writer.add_expert_used_count(c["num_experts_per_tok"])
    writer.add_expert_shared_count(c["n_shared_experts"])
    writer.add_expert_feed_forward_length(c["moe_intermediate_size"])
    writer.add_expert_weights_scale(c["routed_scaling_factor"])
    writer.add_expert_weights_norm(c["norm_topk_prob"])
    writer.add_expert_gating_func(gguf.ExpertGatingFuncType.SIGMOID)

    def put(name, tensor):
        if tensor.dim() == 1 or "gate_inp" in name:
            writer.add_tensor(name, tensor.float().contiguous().numpy())
        else:
            bytes_ = tensor.contiguous().view(torch.uint8).numpy()
            writer.add_tensor(name, bytes_, raw_dtype=gguf.GGMLQuantizationType.BF16)

    put("token_embd.weight", read("model.embed_tokens.weight"))
    put("output_norm.weight", read("model.norm.weight"))
    put("output.weight", read("lm_head.weight"))
    names = {
        "attn_norm": "input_layernorm",
        "attn_q_a": "self_attn.q_a_proj",
        "attn_q_a_norm": "self_attn.q_a_layernorm",
        "attn_q_b": "self_attn.q_b_proj",
        "attn_kv_a_mqa": "self_attn.kv_a_proj_with_mqa",
        "attn_kv_a_norm": "self_attn.kv_a_layernorm",
        "attn_output": "self_attn.o_proj",
        "ffn_norm": "post_attention_layernorm",
    }
    for i in range(c["num_hidden_layers"]):
        p, block = f"model.layers.{i}.", f"blk.{i}."
        for ours, theirs in names.items():
            put(block + ours + ".weight", read(p + theirs + ".weight"))
        up = read(p + "self_attn.kv_b_proj.weight").view(heads, nope + value, latent)
        put(block + "attn_k_b.weight", up[:, :nope].transpose(1, 2))
        put(block + "attn_v_b.weight", up[:, nope:])
        for kind in ("gate", "up", "down"):
            if i < c["first_k_dense_replace"]:
                put(block + f"ffn_{kind}.weight", read(p + f"mlp.{kind}_proj.weight"))
                continue
            experts = [read(p + f"mlp.experts.{e}.{kind}_proj.weight") for e in range(c["n_routed_experts"])]
            put(block + f"ffn_{kind}_exps.weight", torch.stack(experts))
            put(block + f"ffn_{kind}_shexp.weight", read(p + f"mlp.shared_experts.{kind}_proj.weight"))
        if i >= c["first_k_dense_replace"]:
            put(block + "ffn_gate_inp.weight", read(p + "mlp.gate.weight"))
            put(block + "exp_probs_b.bias", read(p + "mlp.gate.e_score_correction_bias"))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


class Parameters(ctypes.Structure):
    """Room for any of libllama's structures of parameters, which go by value in memory."""
    _fields_ = [("words", ctypes.c_uint32 * 64)]


class Batch(ctypes.Structure):
    _fields_ = [("n", ctypes.c_int32), ("token", ctypes.POINTER(ctypes.c_int32)), ("embd", ctypes.c_void_p),
                ("pos", ctypes.POINTER(ctypes.c_int32)), ("n_seq_id", ctypes.POINTER(ctypes.c_int32)),
                ("seq_id", ctypes.POINTER(ctypes.POINTER(ctypes.c_int32))), ("logits", ctypes.POINTER(ctypes.c_int8))]


def load(libraries):
    def only(pattern):
        return str(next(iter(sorted(libraries.glob(pattern)))))

    ctypes.CDLL(only("libggml-base*.so"), mode=ctypes.RTLD_GLOBAL)
    ggml = ctypes.CDLL(only("libggml.*so"), mode=ctypes.RTLD_GLOBAL)
    llama = ctypes.CDLL(only("libllama.*so"))
    ggml.ggml_backend_load_all_from_path(str(libraries).encode())
    quiet = ctypes.CFUNCTYPE(None, ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p)(lambda level, text, data: None)
    llama.quiet = quiet  # as long as the library may call it
    llama.llama_log_set(quiet, None)
    llama.llama_backend_init()
    pointer = ctypes.c_void_p
    for name, result, arguments in (
            ("model_default_params", Parameters, []),
            ("context_default_params", Parameters, []),
            ("model_quantize_default_params", Parameters, []),
            ("model_quantize", ctypes.c_uint32, [ctypes.c_char_p, ctypes.c_char_p, ctypes.POINTER(Parameters)]),
            ("model_load_from_file", pointer, [ctypes.c_char_p, Parameters]),
            ("model_free", None, [pointer]),
            ("init_from_model", pointer, [pointer, Parameters]),
            ("free", None, [pointer]),
            ("batch_init", Batch, [ctypes.c_int32] * 3),
            ("decode", ctypes.c_int, [pointer, Batch]),
            ("get_memory", pointer, [pointer]),
            ("memory_clear", None, [pointer, ctypes.c_bool]),
            ("get_logits_ith", ctypes.POINTER(ctypes.c_float), [pointer, ctypes.c_int32])):
        function = getattr(llama, "llama_" + name)
        function.restype = result
        function.argtypes = arguments
    return llama


def quantise(llama, source, target, ftype):
    parameters = llama.llama_model_quantize_default_params()
    parameters.words[0] = THREADS
    parameters.words[1] = ftype
    assert llama.llama_model_quantize(str(source).encode(), str(target).encode(), ctypes.byref(parameters)) == 0


def rates(llama, model, sequences):
    # sequences 0: a prompt of one
    parameters = llama.llama_context_default_params()
    parameters.words[0] = max(PROMPT, 64 * sequences)  # n_ctx, n_batch, n_ubatch, n_seq_max
    parameters.words[1] = parameters.words[2] = PROMPT
    parameters.words[3] = max(1, sequences)
    default = 4  # of n_threads and n_threads_batch, neighbours behind those
    at = next(i for i in range(4, 9) if parameters.words[i] == parameters.words[i + 1] == default)
    parameters.words[at] = parameters.words[at + 1] = THREADS
    context = llama.llama_init_from_model(model, parameters)
    batch = llama.llama_batch_init(PROMPT, 0, 1)
    memory = llama.llama_get_memory(context)

    def step(rows):
        # rows: position, sequence, whether its logits are wanted
        batch.n = len(rows)
        for i, (position, sequence, wanted) in enumerate(rows):
            batch.token[i] = random.randrange(3, 32000)
            batch.pos[i] = position
            batch.n_seq_id[i] = 1
            batch.seq_id[i][0] = sequence
            batch.logits[i] = wanted
        assert llama.llama_decode(context, batch) == 0
        return llama.llama_get_logits_ith(context, -1)[0]

    measured = []
    for _ in range(RUNS + 1):
        llama.llama_memory_clear(memory, True)
        if sequences == 0:
            start = time.perf_counter()
            step([(i, 0, i == PROMPT - 1) for i in range(PROMPT)])
            measured.append(PROMPT / (time.perf_counter() - start))
            continue
        given = CONTEXT - NEW_TOKENS
        for sequence in range(sequences):
            step([(i, sequence, i == given - 1) for i in range(given)])
        start = time.perf_counter()
        for i in range(given, CONTEXT):
            step([(i, sequence, 1) for sequence in range(sequences)])
        measured.append(sequences * NEW_TOKENS / (time.perf_counter() - start))
    llama.llama_free(context)
    return statistics.median(measured[1:])


def main():
    checkpoint, libraries, folder = (Path(argument) for argument in sys.argv[1:4])
    batches = [int(batch) for batch in (sys.argv[4] if len(sys.argv) > 4 else "1,8,32,64").split(",")]
    wanted = sys.argv[5].split(",") if len(sys.argv) > 5 else list(TYPES)
    files = {kind: folder / f"{checkpoint.name}-{kind}.gguf" for kind in TYPES if kind in ["bf16", *wanted]}
    folder.mkdir(parents=True, exist_ok=True)
    llama = load(libraries)
    for kind, file in files.items():
        if not file.exists():
            part = file.with_suffix(".part")
            convert(checkpoint, part) if kind == "bf16" else quantise(llama, files["bf16"], part, TYPES[kind])
            part.rename(file)
        if kind not in wanted:
            continue
        model = llama.llama_model_load_from_file(str(file).encode(), llama.llama_model_default_params())
        figures = [f"prefill {rates(llama, model, 0):.0f}"]
        figures += [f"decode {batch}: {rates(llama, model, batch):.0f}" for batch in batches]
        print(f"{kind:8}{'   '.join(figures)}", flush=True)
        llama.llama_model_free(model)


main()
