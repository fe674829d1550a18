"""The parts of `make rehearse`: PostgreSQL servers, application servers, nginx, readers, and the acts of the play."""
