"""Where the money goes and what would change it: what Localisation, Flows and What if say."""
