"""What was found, told: for people, for programs, for the places where code is reviewed.

One module an output, each with one function: it takes the outcome of a run and yields the pieces of
a text. The registry is :data:`.reports.REPORTS`. Nothing is imported here, since other commands
make reports of their own with what is shared: :mod:`.outputs`, :mod:`.pages`, :mod:`.visible`.
"""
