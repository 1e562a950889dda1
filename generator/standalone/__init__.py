"""Which sentences may be printed without the text around them, and which others they need beside them.

    verdicts      the rules a sentence must pass, in order; the first that fails gives the reason
    structure     is it a sentence: fragments, questions, captions, posts
    quotations    the parts inside and outside quotation marks, and whether a speaker is named outside
    openings      does its opening refer to the sentence before: "However", "The minister"
    speakers      does a pronoun as its subject or speaker have a name it can mean
    references    which earlier sentences its words refer to, by a rule for each word

The rules for references use `phrases`, `mentions` and `token_context`; `tables` holds English words.
"""
