"""Qwen3's mixtures of experts (Qwen3 report, section 2): Qwen3's attention, softmax gate, no shared experts."""
from grouped_attention import Attention
from layer import Layer
from generation import Generation
