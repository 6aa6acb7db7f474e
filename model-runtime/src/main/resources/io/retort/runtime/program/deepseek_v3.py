"""DeepSeek-V3 and R1 (DeepSeek-V3 report, section 2.1): latent attention, sigmoid gate, shared experts."""
from latent_attention import Attention
from layer import Layer
from generation import Generation
