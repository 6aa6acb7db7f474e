"""Llama (Llama 3 report, section 3.2): grouped-query attention, one SwiGLU block a layer."""
from grouped_attention import Attention
from layer import Layer
from generation import Generation
