"""The read API, `/api/v1/`: what the pages show, as data for programs, with the same questions in its addresses."""
