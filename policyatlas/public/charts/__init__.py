"""Charts: small pictures of figures and of years, drawn as SVG, in which what is missing is a word and never a mark."""
