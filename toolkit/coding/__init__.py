"""Coding: the codebook, sentences, and suggestions of codes with their evidence."""

from .codebook import load_codebook
from .language import Sentence, sentences

__all__ = ["Sentence", "load_codebook", "sentences"]
