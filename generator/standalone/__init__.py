"""Which sentences may be printed without the text around them, and which others they need beside them.

    verdicts      the rules a sentence must pass, in order; the first that fails gives the reason
    structure     is it a sentence: fragments, questions, captions, posts
    quotations    what stands inside quotation marks, and whether outside them there is room for a speaker
    openings      does its opening refer to the sentence before: "However", "The minister"
    speakers      does a pronoun as its subject or speaker have a name it can mean
    references    which earlier sentences its words refer to, by a rule for each word

`phrases`, `mentions` and `token_context` are what the rules for references ask; `tables` holds English words.
"""
