"""PolicyAtlas: a public, sourced atlas of Japan's regional innovation policy."""
