"""Tools on paper: a completed one as PDF and as Word, and the blank form."""

from screening.documents.pdf import blank_pdf, paper_pdf
from screening.documents.word import paper_word

__all__ = ["blank_pdf", "paper_pdf", "paper_word"]
