"""Qwen3 (Qwen3 report, section 2): as Llama, with queries and keys normalised head by head."""
from grouped_attention import Attention
from layer import Layer
from generation import Generation
