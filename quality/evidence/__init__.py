"""What the vectors of both sides say of a bitext: which pairs answer each other, and what nobody
answers.

On a bird's-eye level: the units stream through in windows (:mod:`.window`); of each window both
sides are encoded once. Every pair is weighed (:mod:`.pairs`): how likely is it that its two sides
answer each other, by themselves? Then the pairs are looked at in a row (:mod:`.shifts`): does the
target of a unit nearby answer better, and for how long? Inside pairs that hold, stretches are
looked for that no word of the other side answers (:mod:`.stretches`). What comes of it is an
:class:`~.model.Evidence` for each unit. Start reading at :func:`.stage.judged`.
"""
