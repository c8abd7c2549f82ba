"""How one line of an article is read as a credit: step by step, each step a module.

``inline`` lays an element out on one line; ``wording`` says what each word can mean; ``text``
cuts it into sentences; ``trigger`` looks for "originally published", ``subject`` makes sure that
this article is meant; ``complements`` reads by whom (``people``), where (``place``, with
``capitals``, ``link_text`` and ``address``) and when; ``verdict`` weighs what was read and
``compose`` makes the record. ``hints`` is asked first. ``attribution`` calls them in that order.
"""
