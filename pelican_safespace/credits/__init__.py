"""How one line of an article is read as a credit: step by step, each step a module.

``inline`` lays an element out on one line; ``wording`` says what each word can mean; ``text``
cuts it into sentences; ``trigger`` looks for "originally published", ``subject`` makes sure that
this article is meant; ``complements`` reads by whom, where and when, with ``place`` for
publications. ``attribution`` asks them in that order and decides.
"""
