"""How often one reader may ask what costs the site much: counted across its processes, and told in a sentence."""
