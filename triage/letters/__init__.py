"""Drafts of letters, filled from a message, the register and what the user told; what is not known stays a blank."""

from triage.letters.draft import Block, Draft, draft
from triage.letters.output import as_docx, as_markdown, as_text

__all__ = ["Block", "Draft", "as_docx", "as_markdown", "as_text", "draft"]
