"""From the seeds that people write to the fixtures that the database loads. No Django.

`reading` takes the YAML in and finds every mistake, `fixtures` derives the rows, `drawing` writes them or names the
drift, `verifying` holds the spans against the original documents, `citing` makes a span for a new one.
"""
