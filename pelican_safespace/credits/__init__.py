"""How one line of an article is read as a credit: step by step, each step a module.

``inline`` lays an element out on one line; ``wording`` says what each word can mean; ``text``
cuts it into sentences; ``trigger`` (with ``label`` and ``adaptation``) looks for "originally
published", ``subject`` (with ``opening``, ``this_article`` and ``another``) makes sure that
this article is meant; ``complements`` reads what stands ``before``, ``after`` and in ``later``
sentences: by whom (``byline``, ``people``, ``handles``, ``offices``), where (``published``,
``works``, ``apposed``, ``further``, ``place``, ``lead_in``, ``publication``, ``capitals``,
``link_text``, ``not_places``, ``address``, ``originals``) and when, and puts it into ``notes``;
``verdict``, ``quoted``, ``pictures`` and ``plain`` weigh a ``reading`` and ``compose`` makes the
record.
``hints`` is asked first. ``attribution`` calls them in that order.
"""
