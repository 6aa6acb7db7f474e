"""DeepSeek-V2 and V2-Lite (DeepSeek-V2 report, section 2): latent attention, softmax gate, shared experts."""
from latent_attention import Attention
from layer import Layer
from generation import Generation
