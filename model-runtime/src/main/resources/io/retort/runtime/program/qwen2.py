"""Qwen2 and Qwen2.5 (Qwen2 report, section 2.2.1): as Llama, with a bias on queries, keys and values."""
from grouped_attention import Attention
from layer import Layer
from generation import Generation
