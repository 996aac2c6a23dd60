"""From rows of a build to Plotly figures, with the words that go with them."""
